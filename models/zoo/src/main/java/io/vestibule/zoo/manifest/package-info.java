/**
 * Records of the manifest: packages, models, cards, licences, operating points and the provenance of trained models.
 *
 * <p>Component names are the keys of {@code manifest.json} and of students' entries, unless an annotation names the key.
 */
@NullMarked
package io.vestibule.zoo.manifest;

import org.jspecify.annotations.NullMarked;
