package io.vestibule.dataset.format;

/** Whether samples are read with their pictures. Without pictures, reading is much faster. */
public enum FaceLoading {
    WITH,
    WITHOUT
}
