package io.vestibule.dataset;

/** Whether faces are read too; without them reading is quick. */
public enum Faces {
    WITH,
    WITHOUT
}
