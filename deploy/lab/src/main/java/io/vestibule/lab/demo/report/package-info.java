/** The demo's report: one page that needs nothing beside it. */
@NullMarked
package io.vestibule.lab.demo.report;

import org.jspecify.annotations.NullMarked;
