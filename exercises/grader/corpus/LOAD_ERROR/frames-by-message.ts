// Posts frames of its own, as in a worker.
postMessage(new Uint8Array([7, 0, 0, 0, 0, 0, 0, 0, 0]));
/* solution */
