/** The worker that prepares tables and trains on them, started when it is first asked. Answers come in the order of the questions. */
import type { FromKitchen, ToKitchen } from '../../../player/kitchen/protocol.ts';

export class KitchenWorker {
  private worker: Worker | null = null;
  private waiting: ((message: FromKitchen) => void)[] = [];

  /** Never fails: what went wrong is an answer, too. */
  ask(request: ToKitchen): Promise<FromKitchen> {
    this.worker ??= this.start();
    const { worker } = this;
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      worker.postMessage(request);
    });
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.waiting = [];
  }

  private start(): Worker {
    const worker = new Worker(new URL('../../../workers/kitchen.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FromKitchen>) => this.waiting.shift()?.(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const { waiting } = this;
      this.stop();
      for (const resolve of waiting) resolve({ type: 'failed', message: event.message ?? '', hint: '' });
    };
    return worker;
  }
}
