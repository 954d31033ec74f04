/**
 * The document of the sandboxed frame, as text. It has an origin of its own, no network and no storage; its one script
 * starts a worker for the student's code and passes the worker's bytes on, up to a cap. The student's code never runs in
 * the frame itself: an endless loop would freeze the page wherever a browser does not isolate sandboxed frames.
 */

/** First in the document, so that nothing precedes it. Nothing may be fetched; scripts come from here and from blobs only. */
const policy = "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:";

/**
 * Receives `{ harness, job, maxBytes }` and a port once; the port then carries frames (Uint8Array) or a word about trouble.
 * The worker is a classic one that imports the harness: Chromium refuses module workers to an opaque origin.
 */
const script = `
const blobUrl = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
const starter = (harness) => \`onmessage = ({ data }) => import('\${blobUrl(harness)}').then(
  ({ serveWorker, limitBuffers, confine }) => { postMessage('ready'); serveWorker(data, { limitBuffers, confine }); },
  () => postMessage('broken'),
);\`;
addEventListener('message', (event) => {
  const { harness, job, maxBytes } = event.data;
  const [port] = event.ports;
  const worker = new Worker(blobUrl(starter(harness)));
  let ready = false;
  let received = 0;
  const stop = (word) => {
    worker.terminate();
    port.postMessage(ready ? word : 'infra');
  };
  worker.onmessage = ({ data }) => {
    if (!ready && data === 'ready') { ready = true; return; }
    if (!(data instanceof Uint8Array)) return stop('protocol');
    received += data.byteLength;
    if (received > maxBytes) stop('output');
    else port.postMessage(data);
  };
  worker.onerror = () => stop('exit');
  worker.postMessage(job);
}, { once: true });
`;

export const sandboxDocument = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`;
