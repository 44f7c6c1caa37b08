package io.vestibule.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.training.TrainingFixtures;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchEngineTest {

    @Test
    void itsLibraryIsFoundOnTheClassPath() {
        assertThat(TorchEngine.present(Map.of(), TorchEngine.class.getClassLoader()))
                .isTrue();
    }

    @Test
    void aClassPathWithoutALibraryIsNoticedBeforeTheEngineTurnsToTheNetwork() throws Exception {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThat(TorchEngine.present(Map.of(), empty)).isFalse();
        }
    }

    @Test
    void startedTheEngineNeitherTellsNorFetches() {
        assertThat(TrainingFixtures.TORCH.version()).startsWith("PyTorch 2.");
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }

    @Test
    void aScriptComputesWhatItSays() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                TorchScriptFunction script = TorchScriptFunction.load(
                        manager, List.of("y = torch.matmul(x, w[0])", "return [torch.add(y, w[1])]"))) {
            // given
            NDArray x = manager.create(new float[][] {{1, 2}, {3, 4}});
            List<NDArray> weights =
                    List.of(manager.create(new float[][] {{0, 1}, {1, 0}}), manager.create(new float[] {10, 20}));

            // when
            NDArray y = script.run(x, weights, false).singletonOrThrow();

            // then
            assertThat(y.toFloatArray()).containsExactly(12, 21, 14, 23);
        }
    }

    @Test
    void aTextThatIsNoScriptIsRefusedWithTheEnginesWords() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager()) {
            assertThatExceptionOfType(TorchException.class)
                    .isThrownBy(() -> TorchScriptFunction.load(manager, List.of("return torch.flatten(y, 1)")))
                    .withMessageContaining("undefined value y");
        }
    }
}
