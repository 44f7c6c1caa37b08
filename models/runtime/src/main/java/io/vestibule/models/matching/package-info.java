/**
 * Who a face looks like: exact search over the templates of one embedding contract. Pure maths; knows neither models
 * nor streams.
 *
 * <p>{@link io.vestibule.models.matching.TemplateIndex} is the book that one thread writes; what any number of threads read
 * is a {@link io.vestibule.models.matching.TemplateSnapshot}, which never changes. All similarities are cosines of unit
 * vectors, -1 to 1.
 */
@NullMarked
package io.vestibule.models.matching;

import org.jspecify.annotations.NullMarked;
