/**
 * The document of a frame in which tracks with a reader's code train. It has an origin of its own, no network and no storage; WebAssembly is
 * allowed, for the kernels, whose bytes are handed in. Its one script starts the training worker from its text and passes messages on.
 */

/** First in the document. Nothing may be fetched; scripts come from here and from blobs only. */
const policy = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:";

/**
 * Receives `{ program, kernels }` and a port once; then the port is the worker's. The worker is a classic one that imports the program:
 * Chromium refuses module workers to an opaque origin.
 */
const script = `
const blobUrl = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
addEventListener('message', ({ data: { program, kernels }, ports: [port] }) => {
  const starter = "import('" + blobUrl(program) + "').then(() => postMessage({ type: 'ready' }), (e) => postMessage({ type: 'broken', message: String(e) }))";
  const worker = new Worker(blobUrl(starter));
  worker.onmessage = ({ data }) => {
    if (data.type === 'ready') {
      worker.postMessage({ type: 'kernels', kernels });
      port.onmessage = (event) => worker.postMessage(event.data);
    }
    port.postMessage(data);
  };
  worker.onerror = ({ message }) => port.postMessage({ type: 'broken', message });
}, { once: true });
`;

export const sandboxDocument = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`;
