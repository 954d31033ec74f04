/**
 * The document of the sandboxed frame, as text. It has an origin of its own, no network and no storage; its one script
 * starts a worker for the student's code and passes the worker's bytes on, up to a cap. The student's code never runs in
 * the frame itself: an endless loop would freeze the page wherever a browser does not isolate sandboxed frames.
 */

/** First in the document, so that nothing precedes it. Nothing may be fetched; scripts come from here and from blobs only. */
const policy = "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:";

/**
 * Receives `{ program, maxBytes }` and a port once, and says `ready` through it when the worker waits for its one job. Sent
 * through the port, the text `there?` is answered with `here`, and the bytes of a job are passed on; what comes back are frames
 * (Uint8Array), or a word about trouble. The worker is a classic one that imports the program: Chromium refuses module workers
 * to an opaque origin.
 */
const script = `
const blobUrl = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
const starter = (program) => \`import('\${blobUrl(program)}').then(
  ({ serveWorker, limitBuffers, confine }) => {
    addEventListener('message', ({ data }) => serveWorker(data, { limitBuffers, confine }), { once: true });
    postMessage('ready');
  },
  () => postMessage('broken'),
);\`;
addEventListener('message', (event) => {
  const { program, maxBytes } = event.data;
  const [port] = event.ports;
  const worker = new Worker(blobUrl(starter(program)));
  let ready = false;
  let received = 0;
  const stop = (word) => {
    worker.terminate();
    port.postMessage(ready ? word : 'infra');
  };
  worker.onmessage = ({ data }) => {
    if (!ready && data === 'ready') {
      ready = true;
      port.postMessage('ready');
      return;
    }
    if (!(data instanceof Uint8Array)) return stop('protocol');
    received += data.byteLength;
    if (received > maxBytes) stop('output');
    else port.postMessage(data);
  };
  worker.onerror = () => stop('exit');
  port.onmessage = ({ data }) => {
    if (data === 'there?') port.postMessage('here');
    else worker.postMessage(data, [data]);
  };
}, { once: true });
`;

export const sandboxDocument = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`;
