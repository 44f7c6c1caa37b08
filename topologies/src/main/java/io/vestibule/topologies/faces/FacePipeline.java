package io.vestibule.topologies.faces;

import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.image.ImageDecoder;

/** The three models that find the faces of a picture, in the order of their use. */
public record FacePipeline(ImageDecoder decoder, FaceDetector detector, FaceAligner aligner) {}
