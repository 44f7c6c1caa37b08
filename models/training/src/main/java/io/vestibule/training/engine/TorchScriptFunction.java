package io.vestibule.training.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A loaded TorchScript function of an array and a list of weights, with one or more results. */
public final class TorchScriptFunction implements AutoCloseable {

    /** The engine combines all arrays whose name ends in brackets to one list argument. */
    private static final String LIST = "w[]";

    private static final String HEAD = """
            class Net(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              _is_full_backward_hook : Optional[bool]
              def forward(self: __torch__.Net,
                x: Tensor,
                w: List[Tensor]) -> List[Tensor]:
            """;

    private final PtSymbolBlock module;

    private TorchScriptFunction(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Loads a function.
     *
     * @param body lines of TorchScript in the form of an archive ({@code torch.} functions with all arguments). They use {@code x},
     *     {@code w[0]}, {@code w[1]}..., and the last line returns a list of tensors.
     * @throws TorchException if the engine rejects the text
     */
    public static TorchScriptFunction load(NDManager manager, List<String> body) {
        StringBuilder code = new StringBuilder(HEAD);
        body.forEach(line -> code.append("    ").append(line).append('\n'));
        try {
            return new TorchScriptFunction(JniUtils.loadModule(
                    (PtNDManager) manager,
                    new ByteArrayInputStream(TorchScriptArchive.of(code.toString())),
                    false,
                    false));
        } catch (EngineException e) {
            throw new TorchException("PyTorch rejects the TorchScript of the network: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the function.
     *
     * @param weights their names are set to the engine's name of the list
     * @param gradients whether an open gradient collector records the computation
     * @return the results, in the manager of {@code x}
     */
    public NDList run(NDArray x, List<NDArray> weights, boolean gradients) {
        NDList arguments = new NDList(1 + weights.size());
        arguments.add(x);
        for (NDArray weight : weights) {
            weight.setName(LIST);
            arguments.add(weight);
        }
        return IValueUtils.forward(module, arguments, gradients);
    }

    @Override
    public void close() {
        module.close();
    }
}
