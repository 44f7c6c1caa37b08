package io.vestibule.topologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedObserverTest {

    /** An observer with a default method, as real observers have. */
    private interface Observer {
        void onFace(String what);

        default void onBell(String what) {
            onFace("bell: " + what);
        }
    }

    @Test
    void shouldForwardEachCall() {
        // Given
        List<String> seen = new ArrayList<>();
        Observer guarded = GuardedObserver.of(Observer.class, seen::add);

        // When
        guarded.onFace("a face");
        guarded.onBell("hello");

        // Then
        assertThat(seen).containsExactly("a face", "bell: hello");
    }

    @Test
    void shouldSuppressExceptions() {
        // When
        Observer guarded = GuardedObserver.of(Observer.class, what -> {
            throw new IllegalStateException(what);
        });

        // Then
        assertThatCode(() -> guarded.onFace("a face")).doesNotThrowAnyException();
    }

    @Test
    void shouldRethrowErrors() {
        // When
        Observer guarded = GuardedObserver.of(Observer.class, what -> {
            throw new StackOverflowError();
        });

        // Then
        assertThatThrownBy(() -> guarded.onFace("a face")).isInstanceOf(StackOverflowError.class);
    }
}
