package io.vestibule.models.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

    private final BufferPool pool = new BufferPool();

    @Test
    void shouldGiveADirectBufferOfTheRequestedSizeInNativeOrder() {
        try (PooledBuffer buffer = pool.take(5000)) {
            assertThat(buffer.bytes().isDirect()).isTrue();
            assertThat(buffer.bytes().remaining()).isEqualTo(5000);
            assertThat(buffer.floats().remaining()).isEqualTo(1250);
            assertThat(buffer.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
        }
    }

    @Test
    void shouldReuseABufferWhenItWasReturned() {
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
    void shouldGiveDifferentBuffersWhenBothAreInUse() {
        try (PooledBuffer one = pool.takeFloats(1);
                PooledBuffer other = pool.takeFloats(1)) {
            // When
            one.floats().put(0, 1);
            other.floats().put(0, 2);

            // Then
            assertThat(one.floats().get(0)).isEqualTo(1);
        }
    }

    @Test
    void shouldReturnABufferOnlyOnceWhenClosedTwice() {
        // Given
        PooledBuffer buffer = pool.takeFloats(1);
        buffer.close();

        // When
        buffer.close();

        // Then
        try (PooledBuffer one = pool.takeFloats(1);
                PooledBuffer other = pool.takeFloats(1)) {
            one.floats().put(0, 1);
            other.floats().put(0, 2);
            assertThat(one.floats().get(0)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseAccessWhenTheBufferWasReturned() {
        // Given
        PooledBuffer buffer = pool.takeFloats(1);
        buffer.close();

        // Then
        assertThatThrownBy(buffer::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGiveAPartOfABuffer() {
        try (PooledBuffer buffer = pool.take(12)) {
            // When
            ByteBuffer last = buffer.bytes(8, 4);
            last.putFloat(0, 7);

            // Then
            assertThat(buffer.floats().get(2)).isEqualTo(7);
        }
    }
}
