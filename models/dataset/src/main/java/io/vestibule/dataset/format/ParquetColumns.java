package io.vestibule.dataset.format;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The columns of the Parquet files. Other programs rely on names and types: columns may be added, but not changed. */
final class ParquetColumns {

    static final MessageType SAMPLES = MessageTypeParser.parseMessageType("""
            message sample {
              required binary name (STRING);
              optional binary face;
              optional binary identity (STRING);
              required binary identity_origin (STRING);
              optional float identity_score;
              required group embedding (LIST) { repeated group list { required float element; } }
              required float norm;
              required group similarities (LIST) { repeated group list { required group element {
                required binary identity (STRING);
                required float cosine;
              } } }
              required group detections (LIST) { repeated group list { required group element {
                required float left;
                required float top;
                required float right;
                required float bottom;
                required float score;
              } } }
              optional group features {
                required binary layer (STRING);
                required group shape (LIST) { repeated group list { required int32 element; } }
                required binary values;
              }
              required group quality {
                required float size;
                required float sharpness;
                required float brightness;
                required float yaw;
                required float pitch;
                required float roll;
              }
              required binary spectrum (STRING);
              optional binary camera (STRING);
              optional binary track (STRING);
              optional binary topic (STRING);
              optional int32 partition;
              optional int64 offset;
              optional int64 sequence;
              optional int64 captured_at (TIMESTAMP(MICROS,true));
              optional binary file (STRING);
              optional binary file_sha256 (STRING);
              optional int64 consent_expires_at (TIMESTAMP(MICROS,true));
            }
            """);

    static final MessageType CENTRES = MessageTypeParser.parseMessageType("""
            message centre {
              required binary identity (STRING);
              required group unit (LIST) { repeated group list { required float element; } }
            }
            """);

    static final String FACE = "face";

    private ParquetColumns() {}
}
