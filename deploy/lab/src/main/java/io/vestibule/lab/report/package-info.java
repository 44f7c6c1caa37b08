/** Shared parts of HTML reports: templates, style sheet and SVG drawings. The pages are self-contained. */
@NullMarked
package io.vestibule.lab.report;

import org.jspecify.annotations.NullMarked;
