package io.vestibule.lab.evaluation.gate;

import io.vestibule.common.Sha256;
import io.vestibule.lab.evaluation.verification.ImageTemplates;
import io.vestibule.lab.label.MainFaceFinder;
import io.vestibule.lab.label.Photograph;
import io.vestibule.lab.progress.ProgressListener;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Embeddings of each photograph by each model, clean and degraded. Each face is found and aligned once for all models.
 *
 * @param people index of the person of each face, ascending, without gaps
 * @param embeddings by model id and degradation
 * @param unreadable photographs without a usable face, or with the face of an earlier photograph; they are left out
 * @param doubtful number of faces left out because of doubtful labels
 * @param timingFaces some faces for the measurement of speed
 */
record ProbeEmbeddings(
        int[] people,
        Map<Key, ImageTemplates> embeddings,
        List<Unreadable> unreadable,
        int doubtful,
        List<AlignedFace> timingFaces) {

    private static final int TIMING_FACES = 16;

    /** A model id and the degradation of the faces. */
    record Key(String id, GateDegradation degradation) {}

    /** A photograph that is left out, with the reason. */
    record Unreadable(String file, String reason) {}

    /**
     * Computes the embeddings of all photographs, in parallel.
     *
     * @param models one per id
     * @param degradations applied to each face
     * @param progress called after each photograph, on any thread; its exception ends the work
     */
    static ProbeEmbeddings compute(
            HeldOutPhotographs heldOut,
            MainFaceFinder mainFace,
            List<GateModel> models,
            List<GateDegradation> degradations,
            ProgressListener progress) {
        List<Photograph> photographs = heldOut.photographs();
        int count = photographs.size();
        float[][][] embedded = new float[count][][];
        String[] reasons = new String[count];
        String[] faces = new String[count];
        AlignedFace[] timingFaces = new AlignedFace[count];
        AtomicInteger done = new AtomicInteger();
        int stride = Math.max(1, count / TIMING_FACES);
        IntStream.range(0, count).parallel().forEach(image -> {
            try {
                Optional<AlignedFace> face = face(photographs.get(image), mainFace);
                if (face.isPresent()) {
                    embedded[image] = embeddings(face.get(), models, degradations);
                    faces[image] = Sha256.hex(ByteBuffer.wrap(face.get().bgr()));
                    timingFaces[image] = image % stride == 0 ? face.get() : null;
                } else {
                    reasons[image] = "no face found";
                }
            } catch (BadImageException damaged) {
                reasons[image] = damaged.getMessage();
            }
            progress.progressed("photographs", done.incrementAndGet(), count);
        });
        leaveOutDuplicates(heldOut, faces, embedded, reasons);
        return collect(heldOut, models, degradations, embedded, reasons, timingFaces);
    }

    /**
     * Leaves out photographs whose face is pixel-identical to an earlier one. A comparison of a face with itself
     * measures nothing.
     */
    private static void leaveOutDuplicates(
            HeldOutPhotographs heldOut, String[] faces, float[][][] embedded, String[] reasons) {
        Map<String, Integer> first = new HashMap<>();
        for (int image = 0; image < faces.length; image++) {
            Integer earlier = faces[image] == null ? null : first.putIfAbsent(faces[image], image);
            if (earlier != null) {
                embedded[image] = null;
                reasons[image] =
                        "the same face as " + heldOut.photographs().get(earlier).name();
            }
        }
    }

    private static Optional<AlignedFace> face(Photograph photograph, MainFaceFinder mainFace) throws BadImageException {
        try {
            EncodedImage image = EncodedImage.of(
                    ByteBuffer.wrap(Files.readAllBytes(photograph.file())), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            return mainFace.find(image).map(sight -> sight.face().aligned());
        } catch (IOException failure) {
            throw new GateException("cannot read image " + photograph.file() + ": " + failure.getMessage(), failure);
        }
    }

    /** Returns the embeddings of one face, by model and then by degradation. */
    private static float[][] embeddings(AlignedFace face, List<GateModel> models, List<GateDegradation> degradations) {
        float[][] embeddings = new float[models.size() * degradations.size()][];
        for (int degradation = 0; degradation < degradations.size(); degradation++) {
            AlignedFace degraded = degradations.get(degradation).of(face);
            for (int model = 0; model < models.size(); model++) {
                // One face at a time: in a batch, the last bits of an embedding depend on the other faces.
                embeddings[model * degradations.size() + degradation] = models.get(model)
                        .model()
                        .embedder()
                        .embed(List.of(degraded))
                        .get(0)
                        .unit();
            }
        }
        return embeddings;
    }

    private static ProbeEmbeddings collect(
            HeldOutPhotographs heldOut,
            List<GateModel> models,
            List<GateDegradation> degradations,
            float[][][] embedded,
            String[] reasons,
            AlignedFace[] timingFaces) {
        int[] kept = IntStream.range(0, embedded.length)
                .filter(image -> embedded[image] != null)
                .toArray();
        if (kept.length < 2) {
            throw new GateException("nothing to compare: a face was found in " + kept.length + " of " + embedded.length
                    + " photographs");
        }
        int[] people = renumbered(heldOut.people(), kept);
        Map<Key, ImageTemplates> embeddings = new HashMap<>();
        for (int number = 0; number < models.size(); number++) {
            GateModel model = models.get(number);
            for (int degradation = 0; degradation < degradations.size(); degradation++) {
                ImageTemplates templates = new ImageTemplates(kept.length, model.dimension());
                for (int position = 0; position < kept.length; position++) {
                    templates.set(position, embedded[kept[position]][number * degradations.size() + degradation]);
                }
                embeddings.put(new Key(model.id(), degradations.get(degradation)), templates);
            }
        }
        List<Unreadable> unreadable = new ArrayList<>();
        for (int image = 0; image < reasons.length; image++) {
            if (reasons[image] != null) {
                unreadable.add(new Unreadable(heldOut.photographs().get(image).name(), reasons[image]));
            }
        }
        List<AlignedFace> some = Arrays.stream(timingFaces)
                .filter(face -> face != null)
                .limit(TIMING_FACES)
                .toList();
        return new ProbeEmbeddings(people, embeddings, unreadable, 0, some);
    }

    /** Renumbers the people of some faces without gaps. */
    private static int[] renumbered(int[] people, int[] positions) {
        int[] renumbered = new int[positions.length];
        for (int position = 1; position < positions.length; position++) {
            boolean same = people[positions[position]] == people[positions[position - 1]];
            renumbered[position] = renumbered[position - 1] + (same ? 0 : 1);
        }
        return renumbered;
    }

    /** Returns the embeddings without faces with doubtful labels. */
    ProbeEmbeddings withoutDoubtful(GateModel teacher) {
        int[] plausible = MislabelDetector.plausible(people, of(teacher, GateDegradation.CLEAN));
        if (plausible.length < 2) {
            throw new GateException(
                    "only " + plausible.length + " of " + people.length + " faces have plausible labels");
        }
        Map<Key, ImageTemplates> remaining = new HashMap<>();
        embeddings.forEach((key, templates) -> remaining.put(key, templates.only(plausible)));
        return new ProbeEmbeddings(
                renumbered(people, plausible), remaining, unreadable, people.length - plausible.length, timingFaces);
    }

    ImageTemplates of(GateModel model, GateDegradation degradation) {
        return Objects.requireNonNull(
                embeddings.get(new Key(model.id(), degradation)), () -> "no embeddings for degradation " + degradation);
    }

    int identities() {
        return people[people.length - 1] + 1;
    }
}
