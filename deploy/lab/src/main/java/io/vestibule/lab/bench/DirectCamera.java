package io.vestibule.lab.bench;

import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageCheck;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import io.vestibule.topologies.watch.analysis.LiveFace;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One camera without Kafka: analyzes each picture with the product's own {@link FrameAnalyzer}, and embeds and searches its live
 * faces as recognise does. One thread at a time.
 */
final class DirectCamera {

    private final FrameAnalyzer analyzer;
    private final Scene scene;
    private final long maximumPixels;
    private final FaceSearch faceSearch;

    /** How far a picture was processed. */
    enum Depth {
        /** To the detector's stem. */
        QUIET,
        /** To the end of the detector. There was no live face of sufficient quality. */
        DETECTED,
        /** To the search for at least one face. */
        RECOGNISED
    }

    DirectCamera(FrameAnalyzer analyzer, Scene scene, long maximumPixels, FaceSearch faceSearch) {
        this.analyzer = analyzer;
        this.scene = scene;
        this.maximumPixels = maximumPixels;
        this.faceSearch = faceSearch;
    }

    /** @throws BenchException if the picture cannot be decoded */
    Depth process(byte[] picture, Instant capturedAt) {
        FrameAnalysis analysis = analyze(picture, capturedAt);
        if (analysis.earlyExit()) {
            return Depth.QUIET;
        }
        Depth depth = Depth.DETECTED;
        for (LiveFace face : analysis.faces()) {
            if (faceSearch.search(face.face())) {
                depth = Depth.RECOGNISED;
            }
        }
        return depth;
    }

    private FrameAnalysis analyze(byte[] picture, Instant capturedAt) {
        try {
            EncodedImage image = EncodedImage.of(ByteBuffer.wrap(picture), maximumPixels);
            return analyzer.analyze(image, ImageCheck.STRUCTURE, scene, capturedAt, false);
        } catch (BadImageException bad) {
            throw new BenchException("a picture cannot be decoded: " + bad.getMessage(), bad);
        }
    }
}
