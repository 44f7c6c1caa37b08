package io.vestibule.lab.evaluation.gate;

import io.vestibule.dataset.select.Split;
import io.vestibule.lab.evaluation.gate.GateModel.Role;
import io.vestibule.lab.evaluation.verification.ImageTemplates;
import io.vestibule.lab.evaluation.verification.NamedEmbedder;
import io.vestibule.lab.label.MainFaceFinder;
import io.vestibule.lab.progress.ProgressListener;
import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.matching.Vectors;
import io.vestibule.models.verification.BootstrapResamples;
import io.vestibule.service.config.GateSettings;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.students.StudentFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares a student with its teacher and with the model that serves now, and decides whether it passes. */
public final class Gate {

    /** Name of the student during the evaluation, unless it is added under another name. */
    public static final String DEFAULT_NAME = "student";

    private static final int RESAMPLES = 400;
    private static final long SEED = 1;

    private final PreparedModels prepared;
    private final DetectionSettings detection;
    private final GateSettings settings;
    private final ProgressListener progress;

    /**
     * A request to evaluate a student.
     *
     * @param student the ONNX file
     * @param name name of the student in the results
     * @param incumbent the model that serves now: an embedder of the zoo, or {@code teacher} for the ensemble
     * @param teacher likewise; empty for the teacher that the file names
     * @param validation share of the identities that are held out; empty for the share in the metadata, or else the
     *     default
     * @param allIdentities whether identities of the training side are used too
     * @param leaveOutDoubtful whether faces with doubtful labels are left out ({@link MislabelDetector})
     * @param cleanOnly whether the degraded-image tests are skipped, which is faster; no student passes then
     * @param perPerson maximum number of photographs per person
     */
    public record Request(
            Path student,
            String name,
            String incumbent,
            Optional<String> teacher,
            List<Path> folders,
            Optional<Double> validation,
            boolean allIdentities,
            boolean leaveOutDoubtful,
            boolean cleanOnly,
            int perPerson) {
        public Request {
            folders = List.copyOf(folders);
        }

        private List<GateDegradation> degradations() {
            return cleanOnly ? List.of() : GateDegradation.allExceptClean();
        }
    }

    public Gate(
            PreparedModels prepared, DetectionSettings detection, GateSettings settings, ProgressListener progress) {
        this.prepared = prepared;
        this.detection = detection;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Evaluates a student.
     *
     * @throws GateException if the student or the photographs cannot be used
     * @throws io.vestibule.zoo.ZooException if the file is not a student
     * @throws io.vestibule.models.ModelException if a model fails
     */
    public GateReport evaluate(Request request) {
        long start = System.nanoTime();
        StudentFile file = StudentFile.read(request.student());
        Optional<Split> split = request.allIdentities() ? Optional.empty() : Optional.of(split(file, request));
        Candidate candidate = candidate(file, request, split);
        requireEmbedder(candidate.teacher());
        requireEmbedder(request.incumbent());
        requireUnusedName(request.name());
        HeldOutPhotographs heldOut = HeldOutPhotographs.read(request.folders(), split, request.perPerson());
        // The student is loaded with a space of its own. The comparison with the teacher's templates must show that it
        // shares the teacher's space.
        PreparedModel student =
                file.candidate(request.name(), preprocessingModel(candidate.teacher()), Optional.empty());
        try (Vision vision = Vision.open(prepared.with(student), detection, StageListener.NONE)) {
            GateMeasurements measurements = measure(
                    new GateModel(Role.STUDENT, named(vision, request.name())),
                    new GateModel(Role.TEACHER, named(vision, candidate.teacher())),
                    new GateModel(Role.INCUMBENT, named(vision, request.incumbent())),
                    heldOut,
                    new MainFaceFinder(vision),
                    request);
            return new GateReport(
                    measurements,
                    candidate,
                    split,
                    settings,
                    GateResult.of(measurements, candidate, settings),
                    request,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private Candidate candidate(StudentFile file, Request request, Optional<Split> split) {
        String teacher = request.teacher()
                .or(() -> file.metadata(StudentFile.TEACHER))
                .orElseThrow(() -> new GateException(file.path() + ": metadata " + StudentFile.TEACHER
                        + " is missing; name the teacher with --teacher"));
        return new Candidate(
                file, teacher, Optional.ofNullable(prepared.models().get(teacher)), split);
    }

    /** The student would replace the model of this name and be compared with itself. */
    private void requireUnusedName(String name) {
        if (prepared.models().containsKey(name) || prepared.ensembles().containsKey(name)) {
            throw new GateException(
                    "the zoo has a model '" + name
                            + "', which is the name of the student during the evaluation; remove it and add it under another name");
        }
    }

    private void requireEmbedder(String name) {
        TreeSet<String> known = new TreeSet<>(prepared.ensembles().keySet());
        prepared.models().values().stream()
                .filter(model -> model.card().role() == ModelCard.Role.EMBEDDER)
                .forEach(model -> known.add(model.name()));
        if (!known.contains(name)) {
            throw new GateException("unknown embedder '" + name + "'; known embedders: " + String.join(", ", known));
        }
    }

    private static Split split(StudentFile file, Request request) {
        if (request.validation().isPresent()) {
            return new Split(request.validation().get());
        }
        return file.metadata(StudentFile.VALIDATION).map(Gate::split).orElse(Split.DEFAULT);
    }

    private static Split split(String share) {
        try {
            return new Split(Double.parseDouble(share));
        } catch (IllegalArgumentException wrong) {
            throw new GateException(
                    "the student's metadata " + StudentFile.VALIDATION + " is \"" + share
                            + "\", not a share from 0 to 1; give the share with --validation",
                    wrong);
        }
    }

    /**
     * Returns the model whose input and alignment the student shares: the teacher, or the first member of an ensemble.
     */
    private PreparedModel preprocessingModel(String teacher) {
        return prepared.ensembles().containsKey(teacher)
                ? prepared.model(prepared.ensemble(teacher).members().get(0).model())
                : prepared.model(teacher);
    }

    private static NamedEmbedder named(Vision vision, String name) {
        return NamedEmbedder.of(vision, name)
                .orElseThrow(() -> new GateException("unknown embedder '" + name + "'; known embedders: "
                        + String.join(", ", NamedEmbedder.names(vision))));
    }

    private GateMeasurements measure(
            GateModel student,
            GateModel teacher,
            GateModel incumbent,
            HeldOutPhotographs heldOut,
            MainFaceFinder mainFace,
            Request request) {
        Map<String, GateModel> models = new LinkedHashMap<>();
        List.of(student, teacher, incumbent).forEach(model -> models.putIfAbsent(model.id(), model));
        List<GateModel> distinct = List.copyOf(models.values());
        progress.progressed(
                "embedding of " + heldOut.photographs().size() + " photographs of " + heldOut.identities() + " people",
                0,
                0);
        List<GateDegradation> degradations = new ArrayList<>(List.of(GateDegradation.CLEAN));
        degradations.addAll(request.degradations());
        ProbeEmbeddings all = ProbeEmbeddings.compute(heldOut, mainFace, distinct, degradations, progress);
        ProbeEmbeddings embeddings = request.leaveOutDoubtful() ? all.withoutDoubtful(teacher) : all;
        progress.progressed("measurement of speed", 0, 0);
        EmbeddingLatency latency = EmbeddingLatency.of(distinct, embeddings.timingFaces());
        progress.progressed("comparison of every photograph with every other", 0, 0);
        Comparison comparison = new Comparison(
                student,
                teacher,
                distinct,
                embeddings,
                BootstrapResamples.of(embeddings.identities(), RESAMPLES, SEED));
        Map<String, MatchingResult> ownGallery = comparison.ownGallery(GateDegradation.CLEAN);
        List<MatchingResult> degraded = new ArrayList<>();
        for (GateDegradation degradation : request.degradations()) {
            progress.progressed("comparison of faces under " + degradation, 0, 0);
            degraded.addAll(comparison.degraded(degradation));
        }
        return new GateMeasurements(
                student,
                teacher,
                incumbent,
                embeddings,
                heldOut,
                ownGallery,
                comparison.cross(ownGallery),
                degraded,
                latency,
                comparison.isComparable() ? meanCosine(embeddings, student, teacher) : null);
    }

    /** The comparisons of all models on the same pairs and with the same bootstrap draws. */
    private record Comparison(
            GateModel student,
            GateModel teacher,
            List<GateModel> models,
            ProbeEmbeddings embeddings,
            BootstrapResamples resamples) {

        /** Returns whether embeddings of student and teacher have the same length. */
        boolean isComparable() {
            return student.dimension() == teacher.dimension();
        }

        private MatchingResult match(GateModel probe, GateModel gallery, GateDegradation degradation) {
            return MatchingResult.of(probe, gallery, degradation, embeddings, resamples);
        }

        /** Returns each model against its own templates, by id. */
        Map<String, MatchingResult> ownGallery(GateDegradation degradation) {
            Map<String, MatchingResult> results = new LinkedHashMap<>();
            models.forEach(model -> results.put(model.id(), match(model, model, degradation)));
            return results;
        }

        /** Returns student and teacher against each other's templates and their own. */
        List<MatchingResult> cross(Map<String, MatchingResult> ownGallery) {
            List<MatchingResult> results = new ArrayList<>();
            if (isComparable()) {
                results.add(match(student, teacher, GateDegradation.CLEAN));
                results.add(match(teacher, student, GateDegradation.CLEAN));
            }
            Stream.of(student, teacher).map(GateModel::id).map(ownGallery::get).forEach(results::add);
            return results;
        }

        /** Returns each model against its own templates, and the student against the teacher's, with degraded probes. */
        List<MatchingResult> degraded(GateDegradation degradation) {
            List<MatchingResult> results =
                    new ArrayList<>(ownGallery(degradation).values());
            if (isComparable()) {
                results.add(match(student, teacher, degradation));
            }
            return results;
        }
    }

    private static @Nullable Double meanCosine(ProbeEmbeddings embeddings, GateModel student, GateModel teacher) {
        ImageTemplates studentEmbeddings = embeddings.of(student, GateDegradation.CLEAN);
        ImageTemplates teacherEmbeddings = embeddings.of(teacher, GateDegradation.CLEAN);
        double sum = 0;
        for (int face = 0; face < embeddings.people().length; face++) {
            sum += Vectors.dot(
                    studentEmbeddings.row(face).orElseThrow(),
                    0,
                    teacherEmbeddings.row(face).orElseThrow());
        }
        return sum / embeddings.people().length;
    }
}
