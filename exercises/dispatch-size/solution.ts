/**
 * Workgroups along x, y and z that give each of `count` numbers a thread.
 *
 * Source: WebGPU, "Limits": maxComputeWorkgroupsPerDimension is 65,535 by default.
 */
export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  const groups = Math.ceil(count / groupSize);
  return groups <= most ? [groups, 1, 1] : [most, Math.ceil(groups / most), 1];
}
