package io.vestibule.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRedactionTest {

    @ParameterizedTest
    @CsvSource({
        "rtsp://admin:s3cret@10.0.0.7/x, rtsp://10.0.0.7",
        "rtsp://admin:s3cret@door.example:8554/x?y#z, rtsp://door.example:8554",
        "rtsp://admin:s3@cret@10.0.0.7/x, rtsp://10.0.0.7",
        "rtsp://admin:pa:ss@s3cret@10.0.0.7, rtsp://10.0.0.7",
        "rtsp://10.0.0.7/user=admin&password=s3cret&channel=1, rtsp://10.0.0.7",
        "http://10.0.0.7/mjpg?usr=admin&pwd=s3cret, http://10.0.0.7",
        "RTSP://admin:s3cret@10.0.0.7/x, rtsp://10.0.0.7",
        "rtsp://[fe80::1]:554/s3cret, rtsp://[fe80::1]:554",
        "udp://@239.0.0.1:1234, udp://239.0.0.1:1234"
    })
    void shouldShowSchemeHostAndPort(String address, String shown) {
        assertThat(AddressRedaction.of(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://admin:s3/cret@10.0.0.7/x",
                "rtsp://admin:12/s3cret@10.0.0.7/x",
                "rtsp:/admin:s3cret@10.0.0.7/x",
                "rtsp:admin:s3cret@10.0.0.7/x",
                "rtsp:///admin:s3cret@10.0.0.7",
                "rtsp://admin:s3cret",
                "rtsp://admin:s3 cret@10.0.0.7/x",
                "rtsp://admin:s3#cret@10.0.0.7/x",
                "rtsp://admin:s3\\cret@10.0.0.7/x"
            })
    void shouldShowOnlyTheSchemeWhenTheHostIsNotCertain(String address) {
        assertThat(AddressRedaction.of(address)).isEqualTo("rtsp://(address not shown)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin:s3cret@10.0.0.7/x", "s3cret://10.0.0.7/x", "s3cret"})
    void shouldShowNothingWithoutAKnownScheme(String address) {
        assertThat(AddressRedaction.of(address)).isEqualTo("(address not shown)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cannot open rtsp://a:s3cret@h/x: refused | cannot open rtsp://h: refused",
                "Unmatched argument: 'rtsp:/a:s3 cret@h/x' | Unmatched argument: 'rtsp://(address not shown)'",
                "cannot use admin:s3cret@h/x | cannot use (address not shown)",
                "two: http://h/?pwd=s3cret, HTTP://u:s3cret@i/. | two: http://h, http://i.",
                "cannot open rtsp://h:554: refused; rtsp://(address not shown): no | cannot open rtsp://h:554: refused; rtsp://(address not shown): no",
                "camera door-1 of topic intercom.frames.v1: 3 frames | camera door-1 of topic intercom.frames.v1: 3 frames"
            })
    void shouldRedactEachAddressInAText(String text, String expected) {
        assertThat(AddressRedaction.inText(text)).isEqualTo(expected);
    }

    @Test
    void shouldNotChangeATextWithoutAddresses() {
        assertThat(AddressRedaction.inText("broker localhost:9092 is unreachable at 12:30:05"))
                .isEqualTo("broker localhost:9092 is unreachable at 12:30:05");
    }
}
