/** Fetches the archives of npm packages, from npm or from a folder, and checks them against the manifest. */
@NullMarked
package io.vestibule.zoo.fetch;

import org.jspecify.annotations.NullMarked;
