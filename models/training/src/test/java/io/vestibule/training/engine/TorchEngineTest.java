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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TorchEngineTest {

    @Test
    void shouldFindTheLibraryWhenItIsOnTheClassPath() {
        // Given
        ClassLoader classPath = TorchEngine.class.getClassLoader();

        // When
        boolean present = TorchEngine.isLibraryPresent(Map.of(), classPath);

        // Then
        assertThat(present).isTrue();
    }

    @Test
    void shouldDetectAMissingLibraryWhenTheClassPathHasNone() throws Exception {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            // When
            boolean present = TorchEngine.isLibraryPresent(Map.of(), empty);

            // Then
            assertThat(present).isFalse();
        }
    }

    @Test
    void shouldDisableTelemetryAndDownloadsWhenStarted() {
        // When
        TorchEngine engine = TorchEngine.start(1);

        // Then
        assertThat(engine.version()).startsWith("PyTorch 2.");
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }

    @Test
    void shouldComputeTheResultOfAFunctionWhenRun() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                TorchScriptFunction function = TorchScriptFunction.load(
                        manager, List.of("y = torch.matmul(x, w[0])", "return [torch.add(y, w[1])]"))) {
            // Given
            NDArray x = manager.create(new float[][] {{1, 2}, {3, 4}});
            List<NDArray> weights =
                    List.of(manager.create(new float[][] {{0, 1}, {1, 0}}), manager.create(new float[] {10, 20}));

            // When
            NDArray y = function.run(x, weights, false).singletonOrThrow();

            // Then
            assertThat(y.toFloatArray()).containsExactly(12, 21, 14, 23);
        }
    }

    @Test
    void shouldRejectAFunctionWithTheReasonOfTheEngineWhenItsTextIsInvalid() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager()) {
            // Given
            List<String> body = List.of("return torch.flatten(y, 1)");

            // When
            ThrowingCallable load = () -> TorchScriptFunction.load(manager, body);

            // Then
            assertThatExceptionOfType(TorchException.class).isThrownBy(load).withMessageContaining("undefined value y");
        }
    }
}
