/** Randomness that is the same in every run. */
export { seededRandom } from '../../src/shared/seeded-random.ts'
