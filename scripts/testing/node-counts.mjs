/** A reporter for `node --test`: one line of JSON with how many tests passed, failed and were skipped. */
export default async function* nodeCounts(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    const isTest = data?.details?.type !== 'suite';
    const isEmptyFile = data?.file?.endsWith(data.name); // Node counts a file without tests as one that passed
    if (type === 'test:pass' && isTest && !isEmptyFile) counts[data.skip === undefined ? 'passed' : 'skipped']++;
    if (type === 'test:fail' && isTest) counts.failed++;
  }
  yield JSON.stringify(counts);
}
