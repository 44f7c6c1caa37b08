package io.vestibule.lab.evaluation.gate;

import io.vestibule.dataset.select.Split;
import io.vestibule.lab.evaluation.gate.GateModel.Role;
import io.vestibule.lab.evaluation.gate.ProbeEmbeddings.Progress;
import io.vestibule.lab.evaluation.verification.ImageTemplates;
import io.vestibule.lab.evaluation.verification.NamedEmbedder;
import io.vestibule.lab.label.MainFaceFinder;
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
import org.jspecify.annotations.Nullable;

/** Measures a student against its teacher and the model that serves now, and gives the verdict. */
public final class Gate {

    /** What the student is called while it is judged, unless it is to be added under another name. */
    public static final String NAMELESS = "student";

    private static final int RESAMPLES = 400;
    private static final long SEED = 1;

    private final PreparedModels prepared;
    private final DetectionSettings detection;
    private final GateSettings rules;
    private final News news;

    /** Hears how far the work has got, on any thread. What it throws ends the work. */
    public interface News {
        /** A part of the work begins. */
        void begins(String part);

        /** So many photographs have been looked at. */
        void seen(int photographs, int of);
    }

    /**
     * What is asked.
     *
     * @param student the ONNX file
     * @param name what the student is called in results
     * @param incumbent embedder of the zoo, or {@code teacher} for the ensemble: what serves now
     * @param teacher the same; empty for the one that the file names
     * @param validation share of the identities that are held out; empty for what the file says, or else the default
     * @param everybody whether those that it was trained on are taken, too
     * @param leaveOutDoubtful whether faces are left out whose labels the teacher doubts ({@link MislabelDetector})
     * @param cleanOnly whether faces are looked at as they are, and not made worse: it is quicker, and no student passes
     * @param perPerson most photographs of a person
     */
    public record Question(
            Path student,
            String name,
            String incumbent,
            Optional<String> teacher,
            List<Path> folders,
            Optional<Double> validation,
            boolean everybody,
            boolean leaveOutDoubtful,
            boolean cleanOnly,
            int perPerson) {
        public Question {
            folders = List.copyOf(folders);
        }

        private List<GateDegradation> worse() {
            return cleanOnly ? List.of() : GateResult.worse();
        }
    }

    public Gate(PreparedModels prepared, DetectionSettings detection, GateSettings rules, News news) {
        this.prepared = prepared;
        this.detection = detection;
        this.rules = rules;
        this.news = news;
    }

    /**
     * @throws GateException if the student or the photographs cannot be used
     * @throws io.vestibule.zoo.ZooException if the student's file is no student
     * @throws io.vestibule.models.ModelException if a model fails
     */
    public GateReport judge(Question question) {
        long start = System.nanoTime();
        StudentFile file = StudentFile.read(question.student());
        Optional<Split> split = question.everybody() ? Optional.empty() : Optional.of(split(file, question));
        Candidate candidate = candidate(file, question, split);
        requireEmbedder(candidate.teacher());
        requireEmbedder(question.incumbent());
        requireOwnName(question.name());
        HeldOutPhotographs heldOut = HeldOutPhotographs.read(question.folders(), split, question.perPerson());
        // Space is what is to be shown: it is loaded as a model of its own, and then held against the teacher's
        // templates.
        PreparedModel student = file.candidate(question.name(), trunk(candidate.teacher()), Optional.empty());
        try (Vision vision = Vision.open(prepared.with(student), detection, StageListener.NONE)) {
            GateMeasurements measured = measure(
                    new GateModel(Role.STUDENT, named(vision, question.name())),
                    new GateModel(Role.TEACHER, named(vision, candidate.teacher())),
                    new GateModel(Role.INCUMBENT, named(vision, question.incumbent())),
                    heldOut,
                    new MainFaceFinder(vision),
                    question);
            return new GateReport(
                    measured,
                    candidate,
                    split,
                    rules,
                    GateResult.of(measured, candidate, rules),
                    question,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private Candidate candidate(StudentFile file, Question question, Optional<Split> split) {
        String teacher = question.teacher()
                .or(() -> file.metadata(StudentFile.TEACHER))
                .orElseThrow(() -> new GateException(file.path() + " does not name its teacher (metadata "
                        + StudentFile.TEACHER + "): name it by --teacher"));
        return new Candidate(
                file, teacher, Optional.ofNullable(prepared.models().get(teacher)), split);
    }

    /** It would take that model's place, and be held against itself. */
    private void requireOwnName(String name) {
        if (prepared.models().containsKey(name) || prepared.ensembles().containsKey(name)) {
            throw new GateException(
                    "the zoo has a model '" + name
                            + "', which is what a student is called while it is judged: remove it, and add it under another name");
        }
    }

    private void requireEmbedder(String name) {
        TreeSet<String> known = new TreeSet<>(prepared.ensembles().keySet());
        prepared.models().values().stream()
                .filter(model -> model.card().role() == ModelCard.Role.EMBEDDER)
                .forEach(model -> known.add(model.name()));
        if (!known.contains(name)) {
            throw new GateException("there is no embedder '" + name + "', only " + String.join(", ", known));
        }
    }

    private static Split split(StudentFile file, Question question) {
        if (question.validation().isPresent()) {
            return new Split(question.validation().get());
        }
        return file.metadata(StudentFile.VALIDATION).map(Gate::split).orElse(Split.DEFAULT);
    }

    private static Split split(String share) {
        try {
            return new Split(Double.parseDouble(share));
        } catch (IllegalArgumentException wrong) {
            throw new GateException(
                    "the student's metadata " + StudentFile.VALIDATION + " is \"" + share
                            + "\", and not a share from 0 to 1: name it by --validation",
                    wrong);
        }
    }

    /** The model whose way of seeing faces the student has: the teacher, or an ensemble's first member. */
    private PreparedModel trunk(String teacher) {
        return prepared.ensembles().containsKey(teacher)
                ? prepared.model(prepared.ensemble(teacher).members().get(0).model())
                : prepared.model(teacher);
    }

    private static NamedEmbedder named(Vision vision, String name) {
        return NamedEmbedder.of(vision, name)
                .orElseThrow(() -> new GateException(
                        "there is no embedder '" + name + "', only " + String.join(", ", NamedEmbedder.names(vision))));
    }

    private GateMeasurements measure(
            GateModel student,
            GateModel teacher,
            GateModel incumbent,
            HeldOutPhotographs heldOut,
            MainFaceFinder mainFace,
            Question question) {
        Map<String, GateModel> models = new LinkedHashMap<>();
        List.of(student, teacher, incumbent).forEach(entrant -> models.putIfAbsent(entrant.id(), entrant));
        List<GateModel> distinct = List.copyOf(models.values());
        news.begins(
                "looking at " + heldOut.photographs().size() + " photographs of " + heldOut.identities() + " people");
        Progress progress = news::seen;
        List<GateDegradation> conditions = new ArrayList<>(List.of(GateDegradation.CLEAN));
        conditions.addAll(question.worse());
        ProbeEmbeddings seen = ProbeEmbeddings.at(heldOut, mainFace, distinct, conditions, progress);
        ProbeEmbeddings looks = question.leaveOutDoubtful() ? seen.withoutDoubtful(teacher) : seen;
        news.begins("measuring speed");
        EmbeddingLatency pace = EmbeddingLatency.of(distinct, looks.samples());
        news.begins("comparing every photograph with every other");
        BootstrapResamples resamples = BootstrapResamples.of(looks.identities(), RESAMPLES, SEED);
        Map<String, MatchingResult> alone = new LinkedHashMap<>();
        distinct.forEach(model ->
                alone.put(model.id(), MatchingResult.of(model, model, GateDegradation.CLEAN, looks, resamples)));
        boolean comparable = student.dimension() == teacher.dimension();
        List<MatchingResult> cross = new ArrayList<>();
        if (comparable) {
            cross.add(MatchingResult.of(student, teacher, GateDegradation.CLEAN, looks, resamples));
            cross.add(MatchingResult.of(teacher, student, GateDegradation.CLEAN, looks, resamples));
        }
        cross.add(alone.get(student.id()));
        cross.add(alone.get(teacher.id()));
        List<MatchingResult> degraded = new ArrayList<>();
        for (GateDegradation condition : question.worse()) {
            news.begins("comparing faces under " + condition);
            distinct.forEach(model -> degraded.add(MatchingResult.of(model, model, condition, looks, resamples)));
            if (comparable) {
                degraded.add(MatchingResult.of(student, teacher, condition, looks, resamples));
            }
        }
        return new GateMeasurements(
                student,
                teacher,
                incumbent,
                looks,
                heldOut,
                alone,
                cross,
                degraded,
                pace,
                comparable ? likeness(looks, student, teacher) : null);
    }

    private static @Nullable Double likeness(ProbeEmbeddings looks, GateModel student, GateModel teacher) {
        ImageTemplates mine = looks.of(student, GateDegradation.CLEAN);
        ImageTemplates theirs = looks.of(teacher, GateDegradation.CLEAN);
        double sum = 0;
        for (int face = 0; face < looks.people().length; face++) {
            sum += Vectors.dot(mine.row(face).orElseThrow(), 0, theirs.row(face).orElseThrow());
        }
        return sum / looks.people().length;
    }
}
