package io.vestibule.models.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

    private final BufferPool pool = new BufferPool();

    @Test
    void shouldGiveDirectMemoryOfTheSizeAskedForInNativeOrder() {
        try (PooledBuffer memory = pool.take(5000)) {
            assertThat(memory.bytes().isDirect()).isTrue();
            assertThat(memory.bytes().remaining()).isEqualTo(5000);
            assertThat(memory.floats().remaining()).isEqualTo(1250);
            assertThat(memory.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
        }
    }

    @Test
    void shouldLendTheSameMemoryAgainWhenItWasGivenBack() {
        // Given
        try (PooledBuffer first = pool.takeFloats(3)) {
            first.floats().put(0, 42);
        }

        // When
        try (PooledBuffer second = pool.takeFloats(3)) {

            // Then
            assertThat(second.floats().get(0)).isEqualTo(42);
        }
    }

    @Test
    void shouldNeverLendOnePieceToTwo() {
        try (PooledBuffer one = pool.takeFloats(1);
                PooledBuffer other = pool.takeFloats(1)) {
            one.floats().put(0, 1);
            other.floats().put(0, 2);

            assertThat(one.floats().get(0)).isEqualTo(1);
        }
    }

    @Test
    void shouldTakeMemoryBackOnlyOnceWhenClosedTwice() {
        // Given
        PooledBuffer memory = pool.takeFloats(1);
        memory.close();

        // When
        memory.close();

        // Then
        try (PooledBuffer one = pool.takeFloats(1);
                PooledBuffer other = pool.takeFloats(1)) {
            one.floats().put(0, 1);
            other.floats().put(0, 2);
            assertThat(one.floats().get(0)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseToBeReadAfterItWasGivenBack() {
        // Given
        PooledBuffer memory = pool.takeFloats(1);
        memory.close();

        // Then
        assertThatThrownBy(memory::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGivePiecesOfAPiece() {
        try (PooledBuffer memory = pool.take(12)) {
            ByteBuffer last = memory.bytes(8, 4);
            last.putFloat(0, 7);

            assertThat(memory.floats().get(2)).isEqualTo(7);
        }
    }
}
