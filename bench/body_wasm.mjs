// Muscle lengths with all moment arms in WebAssembly: ours and MuJoCo's, the same body and poses, in turns in one run.
//   node bench/body_wasm.mjs MODULE FOLDER      the folder has @mujoco/mujoco in its node_modules
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [file, folder] = process.argv.slice(2);
const nothing = () => 0;
const stubs = new Proxy({}, { get: () => nothing });
const { instance } = await WebAssembly.instantiate(await readFile(file), { wasi_snapshot_preview1: stubs });
const ours = instance.exports;
ours._initialize();
const numbers = (at, count) => new Float64Array(ours.memory.buffer, at, count).slice();
const poses = Array.from({ length: ours.bench_poses() }, (_, i) => numbers(ours.bench_pose(i), ours.bench_coordinates()));
const muscles = ours.bench_muscles();
const mjcf = new TextDecoder().decode(new Uint8Array(ours.memory.buffer, ours.bench_mjcf(), ours.bench_mjcf_bytes()));

const entry = createRequire(join(resolve(folder), "package.json")).resolve("@mujoco/mujoco");
const { default: load } = await import(pathToFileURL(entry).href);
const mujoco = await load();
const model = mujoco.MjModel.from_xml_string(mjcf);
const data = new mujoco.MjData(model);
const theirs = (pose) => {
  data.qpos.set(pose);
  mujoco.mj_kinematics(model, data);
  mujoco.mj_comPos(model, data);
  mujoco.mj_tendon(model, data);
};

const differences = poses
  .flatMap((pose, i) => {
    theirs(pose);
    const lengths = data.ten_length;
    return [...numbers(ours.bench_lengths_and_arms(i), muscles)].map((length, k) => Math.abs(length - lengths[k]));
  })
  .sort((a, b) => a - b);
const share = (part) => `${(1e3 * differences[Math.floor(part * (differences.length - 1))]).toPrecision(2)} mm`;
console.log(`${muscles} muscles, lengths differ: median ${share(0.5)}, 90 % ${share(0.9)}, worst ${share(1)}`);

const rates = { arms: 0, lengths: 0, mujoco: 0 };
const time = (name, work) => {
  const from = process.cpuUsage().user;
  const rounds = 20;
  for (let round = 0; round < rounds; round += 1) {
    poses.forEach(work);
  }
  rates[name] = Math.max(rates[name], (1e6 * rounds * poses.length) / (process.cpuUsage().user - from));
};
for (let run = 0; run < 9; run += 1) {
  time("arms", (_, i) => ours.bench_lengths_and_arms(i));
  time("lengths", (_, i) => ours.bench_lengths(i));
  time("mujoco", theirs);
}
const per = (name) => `${Math.round(rates[name]).toLocaleString("en")} poses/s`;
console.log(`WebAssembly: ours with all arms ${per("arms")}, lengths alone ${per("lengths")}; MuJoCo ${per("mujoco")}`);
console.log(`with arms, ours does ${(rates.arms / rates.mujoco).toFixed(1)} times as many`);
