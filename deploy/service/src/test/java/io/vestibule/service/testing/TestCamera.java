package io.vestibule.service.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A camera that streams over HTTP, without the length of the stream. It answers each connection as the test prescribes. It is always
 * slower to go away than FFmpeg to read: everything that it sends before its end is received.
 */
public final class TestCamera implements AutoCloseable {
    private final ServerSocket server;
    private final List<Answer> answers;
    private final List<CountDownLatch> connected = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();

    /** What the camera does with one connection after it has received the request. */
    public interface Answer {
        /** Returns whether the connection stays open. */
        boolean send(OutputStream out) throws IOException;
    }

    /** Sends a stream and closes the connection. */
    public static Answer stream(byte[] video) {
        return out -> {
            out.write(head("200 OK"));
            out.write(video);
            return false;
        };
    }

    /** Sends a stream and then nothing, with the connection open. */
    public static Answer streamThenSilence(byte[] video) {
        return out -> {
            out.write(head("200 OK"));
            out.write(video);
            return true;
        };
    }

    /** Sends a file with its length, and closes the connection. */
    public static Answer file(byte[] video) {
        return out -> {
            out.write(head("200 OK\r\nContent-Length: " + video.length));
            out.write(video);
            return false;
        };
    }

    /** Sends nothing at all, with the connection open. */
    public static Answer silence() {
        return out -> true;
    }

    /** Refuses with a status line such as {@code 401 Unauthorized}. */
    public static Answer status(String line) {
        return out -> {
            out.write(head(line));
            return false;
        };
    }

    /** A camera with one answer for each connection. */
    public TestCamera(Answer... answers) {
        this.answers = List.of(answers);
        for (int i = 0; i < answers.length; i++) {
            connected.add(new CountDownLatch(1));
        }
        try {
            server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread thread = new Thread(this::serve, "test-camera");
        thread.setDaemon(true);
        thread.start();
    }

    /** Host and port. */
    public String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Waits until this connection has sent its request. The first one has the number 1. */
    public void awaitConnection(int number) throws InterruptedException {
        connected.get(number - 1).await();
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (open) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private void serve() {
        try {
            for (int i = 0; i < answers.size(); i++) {
                Socket socket = server.accept();
                synchronized (open) {
                    open.add(socket);
                }
                answer(socket, answers.get(i), connected.get(i));
            }
        } catch (SocketException closed) {
            // The test has ended.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void answer(Socket socket, Answer answer, CountDownLatch connected) throws IOException {
        readRequest(socket.getInputStream());
        connected.countDown();
        try {
            if (!answer.send(socket.getOutputStream())) {
                socket.close();
            }
        } catch (SocketException gone) {
            socket.close();
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            newlines = read == '\n' ? newlines + 1 : read == '\r' ? newlines : 0;
        }
    }

    private static byte[] head(String status) {
        return ("HTTP/1.0 " + status + "\r\nContent-Type: video/mp2t\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
