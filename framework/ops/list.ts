/**
 * Every op, one line each, in reading order: part by part as contents.ts has them, and inside a part what belongs together stands together.
 * Adding an op means adding a file and its line here; "read the source" follows this order.
 */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet

// unary: of one number, element by element
export { neg } from './unary/neg.ts';
export { abs } from './unary/abs.ts';
export { sign } from './unary/sign.ts';
export { square } from './unary/square.ts';
export { reciprocal } from './unary/reciprocal.ts';
export { sqrt } from './unary/sqrt.ts';
export { rsqrt } from './unary/rsqrt.ts';
export { exp } from './unary/exp.ts';
export { log } from './unary/log.ts';
export { log1p } from './unary/log1p.ts';
export { sin } from './unary/sin.ts';
export { cos } from './unary/cos.ts';
export { asin } from './unary/asin.ts';
export { acos } from './unary/acos.ts';
export { atan } from './unary/atan.ts';
export { sinh } from './unary/sinh.ts';
export { cosh } from './unary/cosh.ts';
export { erf } from './unary/erf.ts';
export { floor } from './unary/floor.ts';
export { ceil } from './unary/ceil.ts';
export { round } from './unary/round.ts';
export { clamp } from './unary/clamp.ts';
export { logicalNot } from './unary/logicalNot.ts';
export { isPositive } from './unary/isPositive.ts';
export { isnan } from './unary/isnan.ts';
export { isinf } from './unary/isinf.ts';
export { isfinite } from './unary/isfinite.ts';
export { relu } from './unary/relu.ts';
export { threshold } from './unary/threshold.ts';
export { leakyRelu } from './unary/leakyRelu.ts';
export { elu } from './unary/elu.ts';
export { selu } from './unary/selu.ts';
export { celu } from './unary/celu.ts';
export { softplus } from './unary/softplus.ts';
export { sigmoid } from './unary/sigmoid.ts';
export { hardsigmoid } from './unary/hardsigmoid.ts';
export { tanh } from './unary/tanh.ts';
export { softsign } from './unary/softsign.ts';
export { silu } from './unary/silu.ts';
export { hardswish } from './unary/hardswish.ts';
export { mish } from './unary/mish.ts';
export { gelu } from './unary/gelu.ts';
export { dropout } from './unary/dropout.ts';
export { to } from './unary/to.ts';

// binary: of two numbers, with broadcasting
export { add } from './binary/add.ts';
export { sub } from './binary/sub.ts';
export { mul } from './binary/mul.ts';
export { div } from './binary/div.ts';
export { remainder } from './binary/remainder.ts';
export { pow } from './binary/pow.ts';
export { maximum } from './binary/maximum.ts';
export { minimum } from './binary/minimum.ts';
export { eq } from './binary/eq.ts';
export { ne } from './binary/ne.ts';
export { lt } from './binary/lt.ts';
export { le } from './binary/le.ts';
export { gt } from './binary/gt.ts';
export { ge } from './binary/ge.ts';
export { logicalAnd } from './binary/logicalAnd.ts';
export { logicalOr } from './binary/logicalOr.ts';
export { prelu } from './binary/prelu.ts';

// reduction: along one axis or several
export { sum } from './reduction/sum.ts';
export { sumTo } from './reduction/sumTo.ts';
export { mean } from './reduction/mean.ts';
export { variance } from './reduction/variance.ts';
export { std } from './reduction/std.ts';
export { prod } from './reduction/prod.ts';
export { max } from './reduction/max.ts';
export { min } from './reduction/min.ts';
export { argmax } from './reduction/argmax.ts';
export { argmin } from './reduction/argmin.ts';
export { all } from './reduction/all.ts';
export { any } from './reduction/any.ts';
export { norm } from './reduction/norm.ts';
export { cumsum } from './reduction/cumsum.ts';
export { cumprod } from './reduction/cumprod.ts';
export { logSumExp } from './reduction/logSumExp.ts';
export { softmax } from './reduction/softmax.ts';
export { logSoftmax } from './reduction/logSoftmax.ts';

// shape: the same numbers, arranged otherwise
export { contiguous } from './shape/contiguous.ts';
export { reshape } from './shape/reshape.ts';
export { flatten } from './shape/flatten.ts';
export { squeeze } from './shape/squeeze.ts';
export { unsqueeze } from './shape/unsqueeze.ts';
export { permute } from './shape/permute.ts';
export { transpose } from './shape/transpose.ts';
export { expand } from './shape/expand.ts';
export { repeat } from './shape/repeat.ts';
export { slice, unslice } from './shape/slice.ts';
export { split } from './shape/split.ts';
export { chunk } from './shape/chunk.ts';
export { unbind } from './shape/unbind.ts';
export { concat } from './shape/concat.ts';
export { stack } from './shape/stack.ts';
export { pad } from './shape/pad.ts';
export { flip } from './shape/flip.ts';
export { pixelShuffle } from './shape/pixelShuffle.ts';
export { tril } from './shape/tril.ts';
export { triu } from './shape/triu.ts';

// indexing: picked by number or by condition
export { select } from './indexing/select.ts';
export { where } from './indexing/where.ts';
export { gather } from './indexing/gather.ts';
export { scatterAdd } from './indexing/scatterAdd.ts';
export { scatter } from './indexing/scatter.ts';
export { scatterReduce } from './indexing/scatterReduce.ts';
export { indexSelect } from './indexing/indexSelect.ts';
export { nonzero } from './indexing/nonzero.ts';
export { maskedSelect } from './indexing/maskedSelect.ts';
export { embedding } from './indexing/embedding.ts';
export { oneHot } from './indexing/oneHot.ts';
export { argsort } from './indexing/argsort.ts';
export { sort } from './indexing/sort.ts';
export { topk } from './indexing/topk.ts';

// linalg: sums of products
export { matmul } from './linalg/matmul.ts';
export { linear } from './linalg/linear.ts';
export { outer } from './linalg/outer.ts';
export { einsum } from './linalg/einsum.ts';
export { attention } from './linalg/attention.ts';
export { scaledDotProductAttention } from './linalg/scaledDotProductAttention.ts';

// recurrent: one step of a cell
export { lstmMemory } from './recurrent/lstmMemory.ts';
export { lstmHidden } from './recurrent/lstmHidden.ts';
export { gruHidden } from './recurrent/gruHidden.ts';

// conv: a window of weights that slides
export { conv2d } from './conv/conv2d.ts';
export { conv2dInputGrad } from './conv/conv2dInputGrad.ts';
export { conv2dWeightGrad } from './conv/conv2dWeightGrad.ts';
export { conv1d } from './conv/conv1d.ts';
export { convTranspose2d } from './conv/convTranspose2d.ts';
export { convTranspose1d } from './conv/convTranspose1d.ts';
export { unfold } from './conv/unfold.ts';
export { fold } from './conv/fold.ts';

// pool: a window without weights
export { maxPool2d } from './pool/maxPool2d.ts';
export { maxPool1d } from './pool/maxPool1d.ts';
export { avgPool2d, avgPool2dGrad } from './pool/avgPool2d.ts';
export { avgPool1d } from './pool/avgPool1d.ts';
export { globalMaxPool } from './pool/globalMaxPool.ts';
export { globalAvgPool } from './pool/globalAvgPool.ts';
export { adaptiveMaxPool2d } from './pool/adaptiveMaxPool2d.ts';
export { adaptiveMaxPool1d } from './pool/adaptiveMaxPool1d.ts';
export { adaptiveAvgPool2d } from './pool/adaptiveAvgPool2d.ts';
export { adaptiveAvgPool1d } from './pool/adaptiveAvgPool1d.ts';
export { interpolate } from './pool/interpolate.ts';

// norm: to mean 0 and variance 1
export { batchNorm } from './norm/batchNorm.ts';
export { layerNorm } from './norm/layerNorm.ts';
export { groupNorm } from './norm/groupNorm.ts';
export { instanceNorm } from './norm/instanceNorm.ts';
export { rmsNorm } from './norm/rmsNorm.ts';
export { normalize } from './norm/normalize.ts';

// loss: how wrong, as one number
export { mse } from './loss/mse.ts';
export { l1 } from './loss/l1.ts';
export { huber } from './loss/huber.ts';
export { smoothL1 } from './loss/smoothL1.ts';
export { nll } from './loss/nll.ts';
export { crossEntropy } from './loss/crossEntropy.ts';
export { bce } from './loss/bce.ts';
export { bceWithLogits } from './loss/bceWithLogits.ts';
export { hinge } from './loss/hinge.ts';
export { klDiv } from './loss/klDiv.ts';
export { cosineSimilarity } from './loss/cosineSimilarity.ts';
