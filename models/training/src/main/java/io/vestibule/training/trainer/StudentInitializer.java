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

/** Where a student begins: with nothing, or with the most important parts of a teacher. */
record StudentInitializer(
        Recipe recipe, TrainingData material, Function<String, PreparedModel> zoo, TrainingListener progress) {

    /** Faces by which channels are weighed; their maps are in memory all at once, about 1.5 MB each. */
    private static final int CALIBRATION = 1500;

    /** Of a student that has learnt nothing yet. */
    Weights fresh(TorchEngine torch) throws IOException {
        if (recipe.student().start().isEmpty()) {
            Weights weights = scratch();
            progress.note("a student of %,d numbers, from scratch"
                    .formatted(weights.architecture().size()));
            return weights;
        }
        StartRecipe start = recipe.student().start().get();
        Weights teacher = teacher(start);
        List<AlignedFace> faces = calibration();
        progress.note("a student from " + start.from() + ", weighed on " + faces.size() + " faces");
        Weights weights = new ChannelPruning(
                        start.keep(), start.of(), recipe.student().activation(), start.refit())
                .of(torch, teacher, faces, progress::note);
        progress.note(
                "a student of %,d numbers".formatted(weights.architecture().size()));
        return weights;
    }

    /** Of the shapes that a checkpoint's student has; their numbers are to be replaced by the checkpoint's. */
    Weights shaped(Checkpoint checkpoint) throws IOException {
        if (recipe.student().start().isEmpty()) {
            return scratch();
        }
        Architecture whole = teacher(recipe.student().start().get()).architecture();
        List<Bottleneck> blocks = new ArrayList<>();
        for (int i = 0; i < whole.blocks().size(); i++) {
            Tensor bias = checkpoint
                    .tensors()
                    .get("student/" + whole.blockLayers(i).get(0).bias());
            if (bias == null) {
                throw new TrainingException("the checkpoint is another student's: it has no block " + i);
            }
            blocks.add(whole.blocks().get(i).withInner(bias.values().length));
        }
        return Weights.initial(
                whole.withBlocks(blocks).withActivation(recipe.student().activation()), recipe.seed());
    }

    private Weights scratch() {
        StudentRecipe student = recipe.student();
        return Weights.initial(
                Architecture.mobileFaceNet(student.width(), student.activation(), student.embedding()), recipe.seed());
    }

    private Weights teacher(StartRecipe start) throws IOException {
        Weights teacher = MobileFaceNetReader.read(zoo.apply(start.from()).file());
        if (teacher.architecture().activation() == Activation.RELU
                && recipe.student().activation() == Activation.PRELU) {
            throw new TrainingException("student.start.from is " + start.from()
                    + ", which has ReLU, and so no slopes for a student with PReLU: student.activation must be relu");
        }
        return teacher;
    }

    /**
     * The weights of the teacher that the recipe wants to be asked itself, if it does.
     *
     * @throws TrainingException if it is not the teacher that labelled the faces, or its maps are not as wide as the student's
     */
    Optional<Weights> live(Architecture student) throws IOException {
        if (recipe.live().isEmpty()) {
            return Optional.empty();
        }
        LiveTeacherRecipe live = recipe.live().get();
        if (!zoo.apply(live.teacher()).contract().equals(material.contract())) {
            throw new TrainingException("live.teacher is "
                    + zoo.apply(live.teacher()).contract() + ", but the faces were labelled by " + material.contract());
        }
        Weights teacher = MobileFaceNetReader.read(zoo.apply(live.teacher()).file());
        for (int block : LiveTeacher.shown(live)) {
            int wide = teacher.architecture().blocks().get(block).out();
            int narrow = student.blocks().get(block).out();
            if (wide != narrow) {
                throw new TrainingException(
                        "live.hints compare maps, and after block " + block + " the teacher has " + wide
                                + " channels and the student " + narrow
                                + ": begin the student with the teacher's weights, or leave the hints out");
            }
        }
        return Optional.of(teacher);
    }

    /** For the file's metadata. */
    String described() {
        return recipe.student()
                .start()
                .map(start -> zoo.apply(start.from()).contract() + " keep " + (float) start.keep()
                        + (start.of() == PruningCost.WORK ? " of the work" : ""))
                .orElse("scratch");
    }

    private List<AlignedFace> calibration() {
        List<TrainingExample> shuffled = new ArrayList<>(material.training());
        Collections.shuffle(shuffled, new Random(recipe.seed()));
        return shuffled.stream()
                .limit(CALIBRATION)
                .map(exercise -> exercise.face().get())
                .toList();
    }
}
