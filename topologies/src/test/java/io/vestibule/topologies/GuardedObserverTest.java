package io.vestibule.topologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedObserverTest {

    /** With a method that need not be written, as observers have. */
    private interface Observer {
        void saw(String what);

        default void heard(String what) {
            saw("a voice: " + what);
        }
    }

    @Test
    void shouldPassEachCallOn() {
        // Given
        List<String> seen = new ArrayList<>();
        Observer harmless = GuardedObserver.of(Observer.class, seen::add);

        // When
        harmless.saw("a face");
        harmless.heard("hello");

        // Then
        assertThat(seen).containsExactly("a face", "a voice: hello");
    }

    @Test
    void shouldKeepExceptionsToItself() {
        Observer harmless = GuardedObserver.of(Observer.class, what -> {
            throw new IllegalStateException(what);
        });

        assertThatCode(() -> harmless.saw("a face")).doesNotThrowAnyException();
    }

    @Test
    void shouldLetErrorsThrough() {
        Observer harmless = GuardedObserver.of(Observer.class, what -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(() -> harmless.saw("a face")).isInstanceOf(StackOverflowError.class);
    }
}
