/** A stage in a process of its own: `stage-child.ts SCENE DATA_DIR` prints its address and ends with its input. */
import { once } from 'node:events'
import { type SceneName, scenes } from './scenes.ts'
import { setStage } from './stage.ts'

const [name = 'empty', dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('usage: stage-child.ts SCENE DATA_DIR')

const scene = scenes[name as SceneName]
const stage = await setStage(dataDir, scene)
await scene.prepare(stage)
process.stdout.write(`${stage.address}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
await stage.close()
