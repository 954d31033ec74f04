// All that TypeScript calls, one family a line; the files behind hold the loops.
export { gemm, gemmWork } from './gemm';
export { setOverhang } from './tile';
export * from './convolution';
export * from './winograd';
export * from './map';
export * from './zip';
export { copy, fill, paste } from './copy';
export { argReduce, reduceAcross, reduceAlong } from './reduce';
export { averagePool, maxPool } from './pool';
export * from './lookup';
export * from './optimizers';
export { crossEntropy, crossEntropyGrad, layerNorm, layerNormGrad, logSoftmax, logSoftmaxGrad, softmax, softmaxGrad } from './rows';
export * from './slopes';
export { attention, attentionGrad, attentionGradWork, attentionWork } from './attention';
export { batchNorm, batchNormGrad } from './batchNorm';
export { gruHidden, gruHiddenGrad, lstmHidden, lstmHiddenGrad, lstmMemory, lstmMemoryGrad } from './recurrent';
