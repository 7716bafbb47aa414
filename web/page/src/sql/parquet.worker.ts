// Reads Parquet into Arrow, beside the page: a table of two hundred thousand rows never holds up the map.
import init, { readParquet } from "parquet-wasm/esm";

interface Question {
  id: number;
  bytes: ArrayBuffer;
  columns: string[] | null;
}

const ready = init();

addEventListener("message", (event: MessageEvent<Question>) => {
  const { id, bytes, columns } = event.data;
  void ready
    .then(() => {
      const stream = readParquet(new Uint8Array(bytes), columns ? { columns } : undefined).intoIPCStream();
      postMessage({ id, stream }, { transfer: [stream.buffer] });
    })
    .catch((failure: unknown) => postMessage({ id, failure: String(failure) }));
});
