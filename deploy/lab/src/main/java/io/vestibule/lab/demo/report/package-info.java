/** The report of the demo: one self-contained HTML page. */
@NullMarked
package io.vestibule.lab.demo.report;

import org.jspecify.annotations.NullMarked;
