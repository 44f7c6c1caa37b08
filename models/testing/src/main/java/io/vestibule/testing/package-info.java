/**
 * Fixtures for the tests of all modules from the runtime on: prepared models, crops of the zoo's photographs, drawn faces,
 * student files. Fixtures that only one module uses stay in its own tests.
 */
@NullMarked
package io.vestibule.testing;

import org.jspecify.annotations.NullMarked;
