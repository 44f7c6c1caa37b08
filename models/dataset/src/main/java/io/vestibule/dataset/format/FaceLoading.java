package io.vestibule.dataset.format;

/** Whether faces are read too; without them reading is quick. */
public enum FaceLoading {
    WITH,
    WITHOUT
}
