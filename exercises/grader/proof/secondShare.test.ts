import { proveShare } from './proveShare.ts';

await proveShare(1);
