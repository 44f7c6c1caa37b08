package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.evaluation.verification.ImageTemplates;
import io.vestibule.lab.label.MainFaceFinder;
import io.vestibule.lab.label.Photograph;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.topologies.faces.HashSampling;
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
 * What every model sees in every photograph, under the conditions that are asked for. Each face is found and aligned once, for all of them.
 *
 * @param people the person of each face, ascending, without gaps
 * @param units templates of a model by its id and the condition
 * @param unreadable photographs that gave no face, or once more that of another; they are left out, since they say nothing of an embedder
 * @param doubtful faces that were left out for their label's sake
 * @param samples some of the faces, to measure speed with
 */
record ProbeEmbeddings(
        int[] people,
        Map<Key, ImageTemplates> units,
        List<Unreadable> unreadable,
        int doubtful,
        List<AlignedFace> samples) {

    private static final int SAMPLES = 16;

    /** A model's id, and how the faces were when it saw them. */
    record Key(String id, GateDegradation condition) {}

    /** A photograph that is left out, and why. */
    record Unreadable(String file, String reason) {}

    /** Hears how far the work has got, on any thread. What it throws ends the work. */
    @FunctionalInterface
    interface Progress {
        void seen(int photographs, int of);
    }

    /**
     * @param models one for each id
     * @param conditions that faces are looked at under
     */
    static ProbeEmbeddings at(
            HeldOutPhotographs heldOut,
            MainFaceFinder mainFace,
            List<GateModel> models,
            List<GateDegradation> conditions,
            Progress progress) {
        List<Photograph> photographs = heldOut.photographs();
        int count = photographs.size();
        float[][][] seen = new float[count][][];
        String[] reasons = new String[count];
        String[] faces = new String[count];
        AlignedFace[] samples = new AlignedFace[count];
        AtomicInteger done = new AtomicInteger();
        int stride = Math.max(1, count / SAMPLES);
        IntStream.range(0, count).parallel().forEach(image -> {
            try {
                Optional<AlignedFace> face = face(photographs.get(image), mainFace);
                if (face.isPresent()) {
                    seen[image] = units(face.get(), models, conditions);
                    faces[image] = HashSampling.hex(ByteBuffer.wrap(face.get().bgr()));
                    samples[image] = image % stride == 0 ? face.get() : null;
                } else {
                    reasons[image] = "no face is found";
                }
            } catch (BadImageException damaged) {
                reasons[image] = damaged.getMessage();
            }
            progress.seen(done.incrementAndGet(), count);
        });
        leaveOutRepetitions(heldOut, faces, seen, reasons);
        return gathered(heldOut, models, conditions, seen, reasons, samples);
    }

    /** A face held against itself says nothing of anybody: of photographs with the same face to the last pixel the first stays. */
    private static void leaveOutRepetitions(
            HeldOutPhotographs heldOut, String[] faces, float[][][] seen, String[] reasons) {
        Map<String, Integer> first = new HashMap<>();
        for (int image = 0; image < faces.length; image++) {
            Integer earlier = faces[image] == null ? null : first.putIfAbsent(faces[image], image);
            if (earlier != null) {
                seen[image] = null;
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
            throw new GateException("image " + photograph.file() + " cannot be read: " + failure, failure);
        }
    }

    /** By model, and for each by condition. */
    private static float[][] units(AlignedFace face, List<GateModel> models, List<GateDegradation> conditions) {
        float[][] units = new float[models.size() * conditions.size()][];
        for (int condition = 0; condition < conditions.size(); condition++) {
            AlignedFace worse = conditions.get(condition).of(face);
            for (int model = 0; model < models.size(); model++) {
                // One face at a time: in a batch the last bits of an embedding depend on its neighbours.
                units[model * conditions.size() + condition] = models.get(model)
                        .model()
                        .embedder()
                        .embed(List.of(worse))
                        .get(0)
                        .unit();
            }
        }
        return units;
    }

    private static ProbeEmbeddings gathered(
            HeldOutPhotographs heldOut,
            List<GateModel> models,
            List<GateDegradation> conditions,
            float[][][] seen,
            String[] reasons,
            AlignedFace[] samples) {
        int[] kept = IntStream.range(0, seen.length)
                .filter(image -> seen[image] != null)
                .toArray();
        if (kept.length < 2) {
            throw new GateException("in " + kept.length + " of " + seen.length
                    + " photographs a face is found: there is nothing to compare");
        }
        int[] people = numbered(heldOut.people(), kept);
        Map<Key, ImageTemplates> units = new HashMap<>();
        for (int model = 0; model < models.size(); model++) {
            GateModel entrant = models.get(model);
            for (int condition = 0; condition < conditions.size(); condition++) {
                ImageTemplates templates = new ImageTemplates(kept.length, entrant.dimension());
                for (int place = 0; place < kept.length; place++) {
                    templates.set(place, seen[kept[place]][model * conditions.size() + condition]);
                }
                units.put(new Key(entrant.id(), conditions.get(condition)), templates);
            }
        }
        List<Unreadable> unreadable = new ArrayList<>();
        for (int image = 0; image < reasons.length; image++) {
            if (reasons[image] != null) {
                unreadable.add(new Unreadable(heldOut.photographs().get(image).name(), reasons[image]));
            }
        }
        List<AlignedFace> some = Arrays.stream(samples)
                .filter(face -> face != null)
                .limit(SAMPLES)
                .toList();
        return new ProbeEmbeddings(people, units, unreadable, 0, some);
    }

    /** The people of some places, numbered anew without gaps. */
    private static int[] numbered(int[] people, int[] places) {
        int[] numbered = new int[places.length];
        for (int place = 1; place < places.length; place++) {
            boolean same = people[places[place]] == people[places[place - 1]];
            numbered[place] = numbered[place - 1] + (same ? 0 : 1);
        }
        return numbered;
    }

    /** The same without the faces whose labels the teacher doubts. */
    ProbeEmbeddings withoutDoubtful(GateModel teacher) {
        int[] sure = MislabelDetector.without(people, of(teacher, GateDegradation.CLEAN));
        if (sure.length < 2) {
            throw new GateException("of " + people.length + " faces " + sure.length + " have labels beyond doubt");
        }
        Map<Key, ImageTemplates> fewer = new HashMap<>();
        units.forEach((key, templates) -> fewer.put(key, templates.only(sure)));
        return new ProbeEmbeddings(numbered(people, sure), fewer, unreadable, people.length - sure.length, samples);
    }

    ImageTemplates of(GateModel entrant, GateDegradation condition) {
        return Objects.requireNonNull(
                units.get(new Key(entrant.id(), condition)), () -> "nobody looked at faces under " + condition);
    }

    int identities() {
        return people[people.length - 1] + 1;
    }
}
