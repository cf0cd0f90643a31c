/**
 * What is known of the staff scheduling instances of Curtois and Qu (2014), by number: the best known cost
 * (schedulingbenchmarks.org and wssuite/NurseScheduler, October 2023) and the best cost published for ten minutes
 * (the better of Rahimian, Akartunali and Levine's IP+VNS and of F&O+SA, ORProjects/NRP). They are only compared with.
 */
export interface Reference {
  readonly best: number;
  readonly tenMinutes?: number;
}

export const references: Readonly<Record<string, Reference>> = {
  1: { best: 607, tenMinutes: 607 },
  2: { best: 828, tenMinutes: 828 },
  3: { best: 1001, tenMinutes: 1001 },
  4: { best: 1716, tenMinutes: 1716 },
  5: { best: 1143, tenMinutes: 1143 },
  6: { best: 1950, tenMinutes: 1950 },
  7: { best: 1056, tenMinutes: 1056 },
  8: { best: 1300, tenMinutes: 1341 },
  9: { best: 439, tenMinutes: 439 },
  10: { best: 4631, tenMinutes: 4631 },
  11: { best: 3443, tenMinutes: 3443 },
  12: { best: 4040, tenMinutes: 4042 },
  13: { best: 1348, tenMinutes: 3109 },
  14: { best: 1278, tenMinutes: 1281 },
  15: { best: 3829, tenMinutes: 4144 },
  16: { best: 3225, tenMinutes: 3253 },
  17: { best: 5746, tenMinutes: 5760 },
  18: { best: 4459, tenMinutes: 5000 },
  19: { best: 3149, tenMinutes: 3809 },
  20: { best: 4769 },
  21: { best: 21133 },
  22: { best: 30241 },
  23: { best: 17428 },
  24: { best: 42463 },
};
