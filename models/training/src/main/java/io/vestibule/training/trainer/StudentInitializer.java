package io.vestibule.training.trainer;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.data.TrainingExample;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import io.vestibule.training.pruning.ChannelPruning;
import io.vestibule.training.pruning.MobileFaceNetReader;
import io.vestibule.training.pruning.PruningCost;
import io.vestibule.training.recipe.LiveTeacherRecipe;
import io.vestibule.training.recipe.Recipe;
import io.vestibule.training.recipe.StartRecipe;
import io.vestibule.training.recipe.StudentRecipe;
import io.vestibule.zoo.PreparedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Creates a student's initial weights: random ones, or the most important channels of a teacher. */
record StudentInitializer(
        Recipe recipe, TrainingData data, Function<String, PreparedModel> zoo, TrainingListener listener) {

    /** Faces that measure the channels. Their feature maps are in memory all at once, about 1.5 MB each. */
    private static final int CALIBRATION_FACES = 1500;

    /** Weights of a student before its first step. */
    Weights initialWeights(TorchEngine engine) throws IOException {
        if (recipe.student().start().isEmpty()) {
            Weights weights = randomWeights();
            listener.onMessage("a student of %,d parameters, with random weights"
                    .formatted(weights.architecture().size()));
            return weights;
        }
        StartRecipe start = recipe.student().start().get();
        Weights teacher = teacher(start);
        List<AlignedFace> faces = calibrationFaces();
        listener.onMessage("pruning a student from " + start.from() + " with " + faces.size() + " faces");
        Weights weights = new ChannelPruning(
                        start.keep(), start.of(), recipe.student().activation(), start.refit())
                .prune(engine, teacher, faces, listener::onMessage);
        listener.onMessage(
                "a student of %,d parameters".formatted(weights.architecture().size()));
        return weights;
    }

    /** Weights with the shapes of a checkpoint's student. The caller replaces their values by the checkpoint's. */
    Weights weightsShapedLike(Checkpoint checkpoint) throws IOException {
        if (recipe.student().start().isEmpty()) {
            return randomWeights();
        }
        Architecture whole = teacher(recipe.student().start().get()).architecture();
        List<Bottleneck> blocks = new ArrayList<>();
        for (int i = 0; i < whole.blocks().size(); i++) {
            Tensor bias = checkpoint
                    .tensors()
                    .get("student/" + whole.blockLayers(i).get(0).bias());
            if (bias == null) {
                throw new TrainingException("the checkpoint is of another student: it has no block " + i
                        + "; resume the run with its own recipe");
            }
            blocks.add(whole.blocks().get(i).withInner(bias.values().length));
        }
        return Weights.initial(
                whole.withBlocks(blocks).withActivation(recipe.student().activation()), recipe.seed());
    }

    private Weights randomWeights() {
        StudentRecipe student = recipe.student();
        return Weights.initial(
                Architecture.mobileFaceNet(student.width(), student.activation(), student.embedding()), recipe.seed());
    }

    private Weights teacher(StartRecipe start) throws IOException {
        Weights teacher = MobileFaceNetReader.read(zoo.apply(start.from()).file());
        if (teacher.architecture().activation() == Activation.RELU
                && recipe.student().activation() == Activation.PRELU) {
            throw new TrainingException("student.start.from: " + start.from()
                    + " has ReLU, and no slopes for a student with PReLU; set student.activation to relu");
        }
        return teacher;
    }

    /**
     * The weights of the live teacher, if the recipe has one.
     *
     * @throws TrainingException if it is not the teacher of the datasets, or its feature maps differ in width from the student's
     */
    Optional<Weights> liveTeacherWeights(Architecture student) throws IOException {
        if (recipe.live().isEmpty()) {
            return Optional.empty();
        }
        LiveTeacherRecipe live = recipe.live().get();
        PreparedModel model = zoo.apply(live.teacher());
        if (!model.contract().equals(data.contract())) {
            throw new TrainingException("live.teacher: " + model.contract() + " is not the teacher of the datasets, "
                    + data.contract() + "; name that teacher");
        }
        Weights teacher = MobileFaceNetReader.read(model.file());
        for (int block : LiveTeacher.comparedBlocks(live)) {
            int teacherChannels = teacher.architecture().blocks().get(block).out();
            int studentChannels = student.blocks().get(block).out();
            if (teacherChannels != studentChannels) {
                throw new TrainingException("live.hints: after block " + block + " the teacher has " + teacherChannels
                        + " channels and the student " + studentChannels
                        + "; start the student from the teacher's weights, or omit live.hints");
            }
        }
        return Optional.of(teacher);
    }

    /** How the student was initialised, for the metadata of its file. */
    String description() {
        return recipe.student()
                .start()
                .map(start -> zoo.apply(start.from()).contract() + " keep " + (float) start.keep()
                        + (start.of() == PruningCost.WORK ? " of the work" : ""))
                .orElse("scratch");
    }

    private List<AlignedFace> calibrationFaces() {
        List<TrainingExample> shuffled = new ArrayList<>(data.training());
        Collections.shuffle(shuffled, new Random(recipe.seed()));
        return shuffled.stream()
                .limit(CALIBRATION_FACES)
                .map(example -> example.face().get())
                .toList();
    }
}
