package io.vestibule.app.evaluate.gate;

import io.vestibule.app.evaluate.gate.Entrant.Role;
import io.vestibule.app.evaluate.gate.Looks.Progress;
import io.vestibule.app.evaluate.verification.NamedEmbedder;
import io.vestibule.app.evaluate.verification.Templates;
import io.vestibule.app.label.MainFace;
import io.vestibule.dataset.Split;
import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.matching.Vectors;
import io.vestibule.models.verification.Resamples;
import io.vestibule.zoo.ModelCard;
import io.vestibule.zoo.Prepared;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.StudentFile;
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

    private final Prepared prepared;
    private final DetectionSettings detection;
    private final GateRules rules;
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
     * @param leaveOutDoubtful whether faces are left out whose labels the teacher doubts ({@link Doubts})
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

        private List<Condition> worse() {
            return cleanOnly ? List.of() : Verdict.worse();
        }
    }

    public Gate(Prepared prepared, DetectionSettings detection, GateRules rules, News news) {
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
        HeldOut heldOut = HeldOut.read(question.folders(), split, question.perPerson());
        // Space is what is to be shown: it is loaded as a model of its own, and then held against the teacher's
        // templates.
        PreparedModel student = file.candidate(question.name(), trunk(candidate.teacher()), Optional.empty());
        try (Vision vision = Vision.open(prepared.with(student), detection, StageListener.NONE)) {
            Measured measured = measure(
                    new Entrant(Role.STUDENT, named(vision, question.name())),
                    new Entrant(Role.TEACHER, named(vision, candidate.teacher())),
                    new Entrant(Role.INCUMBENT, named(vision, question.incumbent())),
                    heldOut,
                    new MainFace(vision),
                    question);
            return new GateReport(
                    measured,
                    candidate,
                    split,
                    rules,
                    Verdict.of(measured, candidate, rules),
                    question,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private Candidate candidate(StudentFile file, Question question, Optional<Split> split) {
        String teacher = question.teacher()
                .or(() -> file.said(StudentFile.TEACHER))
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
        return file.said(StudentFile.VALIDATION).map(Gate::split).orElse(Split.DEFAULT);
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

    private Measured measure(
            Entrant student,
            Entrant teacher,
            Entrant incumbent,
            HeldOut heldOut,
            MainFace mainFace,
            Question question) {
        Map<String, Entrant> models = new LinkedHashMap<>();
        List.of(student, teacher, incumbent).forEach(entrant -> models.putIfAbsent(entrant.id(), entrant));
        List<Entrant> distinct = List.copyOf(models.values());
        news.begins(
                "looking at " + heldOut.photographs().size() + " photographs of " + heldOut.identities() + " people");
        Progress progress = news::seen;
        List<Condition> conditions = new ArrayList<>(List.of(Condition.CLEAN));
        conditions.addAll(question.worse());
        Looks seen = Looks.at(heldOut, mainFace, distinct, conditions, progress);
        Looks looks = question.leaveOutDoubtful() ? seen.withoutDoubtful(teacher) : seen;
        news.begins("measuring speed");
        Pace pace = Pace.of(distinct, looks.samples());
        news.begins("comparing every photograph with every other");
        Resamples resamples = Resamples.of(looks.identities(), RESAMPLES, SEED);
        Map<String, Match> alone = new LinkedHashMap<>();
        distinct.forEach(model -> alone.put(model.id(), Match.of(model, model, Condition.CLEAN, looks, resamples)));
        boolean comparable = student.dimension() == teacher.dimension();
        List<Match> cross = new ArrayList<>();
        if (comparable) {
            cross.add(Match.of(student, teacher, Condition.CLEAN, looks, resamples));
            cross.add(Match.of(teacher, student, Condition.CLEAN, looks, resamples));
        }
        cross.add(alone.get(student.id()));
        cross.add(alone.get(teacher.id()));
        List<Match> degraded = new ArrayList<>();
        for (Condition condition : question.worse()) {
            news.begins("comparing faces under " + condition);
            distinct.forEach(model -> degraded.add(Match.of(model, model, condition, looks, resamples)));
            if (comparable) {
                degraded.add(Match.of(student, teacher, condition, looks, resamples));
            }
        }
        return new Measured(
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

    private static @Nullable Double likeness(Looks looks, Entrant student, Entrant teacher) {
        Templates mine = looks.of(student, Condition.CLEAN);
        Templates theirs = looks.of(teacher, Condition.CLEAN);
        double sum = 0;
        for (int face = 0; face < looks.people().length; face++) {
            sum += Vectors.dot(mine.row(face).orElseThrow(), 0, theirs.row(face).orElseThrow());
        }
        return sum / looks.people().length;
    }
}
