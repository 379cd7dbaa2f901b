/** Writes to a file how many browser tests passed and failed, so that `npm test` need not read what is meant for people. */
import { writeFileSync } from 'node:fs';

const testsIn = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : []);

/** What happened in one run. A file that could not run at all counts as one failure. */
export function count(sessions) {
  const tests = sessions.flatMap((session) => testsIn(session.testResults));
  const skipped = tests.filter((test) => test.skipped).length;
  const passed = tests.filter((test) => test.passed && !test.skipped).length;
  const broken = sessions.filter(
    (session) => !session.passed && testsIn(session.testResults).every(({ passed }) => passed),
  );
  return { passed, failed: tests.length - skipped - passed + broken.length, skipped };
}

/** A reporter for Web Test Runner; without a file it does nothing. */
export function countingReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      if (file) writeFileSync(file, JSON.stringify(count(sessions)));
    },
  };
}
