/** What HTML pages share: their looks, their drawings, and how a template becomes a page that needs nothing beside it. */
@NullMarked
package io.vestibule.lab.report;

import org.jspecify.annotations.NullMarked;
