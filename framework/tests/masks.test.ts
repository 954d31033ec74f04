import { describeMasks } from './maskSuite.ts';

describeMasks('simd');
describeMasks('reference');
