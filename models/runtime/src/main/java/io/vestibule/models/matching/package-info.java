/**
 * Exact search among the templates of one embedding contract.
 *
 * <p>One thread writes a {@link io.vestibule.models.matching.TemplateIndex}. Any number of threads read its immutable {@link
 * io.vestibule.models.matching.TemplateSnapshot}. All similarities are cosines of unit vectors, -1 to 1. This package contains no
 * native code.
 */
@NullMarked
package io.vestibule.models.matching;

import org.jspecify.annotations.NullMarked;
