// Creates the training datasets of a shop, one after the other, until it is killed: `node create-training-data.ts PROJECT`.
import { ensureTrainingDataset } from '../../../core/features/training-dataset.ts';
import { openShop } from '../orders-kit.ts';

const shop = await openShop(process.argv[2] ?? '');
console.log('ready');
for (const number of [1, 2, 3]) await ensureTrainingDataset(await shop.request(number));
await shop.engine.dispose();
