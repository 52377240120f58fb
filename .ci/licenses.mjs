// Writes docs/licenses.md from the packages that restore and npm ci have installed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const assets = (project) => json(`${project}/obj/project.assets.json`);
const folders = Object.keys(assets('src/Qboxmail').packageFolders);
const compare = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

function licence(name, version) {
  const id = name.toLowerCase();
  const nuspec = folders.map((folder) => `${folder}/${id}/${version}/${id}.nuspec`).find(existsSync);

  if (!nuspec) {
    throw new Error(`${name} ${version} is not restored. Build every project first, as .ci/run does.`);
  }

  const text = readFileSync(nuspec, 'utf8');
  const [, type, value] = text.match(/<license type="(\w+)">([^<]+)</) ?? [];
  const url = text.match(/<licenseUrl>([^<]+)</)?.[1];
  return type === 'expression' ? value : url && !url.includes('deprecateLicenseUrl') ? url : `file ${value} in the package`;
}

function table(packages) {
  const rows = [...packages].sort(([left], [right]) => compare(left.toLowerCase(), right.toLowerCase()))
    .map(([name, versions]) => {
      const licences = new Set([...versions].map((version) => licence(name, version)));
      return `| ${name} | ${[...versions].sort().join(', ')} | ${[...licences].join(', ')} |`;
    });
  return ['| package | lowest version | licence |', '|---|---|---|', ...rows].join('\n');
}

// The packages that one of our packages depends on: all restored packages except those that only the build uses.
function runtime(project) {
  const { targets, project: { frameworks } } = assets(project);
  const packages = new Map();

  for (const [target, libraries] of Object.entries(targets)) {
    const direct = Object.entries(frameworks[target.split('/')[0]].dependencies);
    const pending = direct.filter(([, dependency]) => dependency.suppressParent !== 'All' && !dependency.autoReferenced).map(([name]) => name);
    const byName = new Map(Object.keys(libraries).map((key) => [key.split('/')[0].toLowerCase(), key]));
    const seen = new Set();

    for (let name; (name = pending.pop()); ) {
      const key = byName.get(name.toLowerCase());

      if (key && !seen.has(key)) {
        seen.add(key);
        pending.push(...Object.keys(libraries[key].dependencies ?? {}));
      }
    }

    for (const [name, version] of [...seen].map((key) => key.split('/'))) {
      packages.set(name, (packages.get(name) ?? new Set()).add(version));
    }
  }

  return packages;
}

const client = runtime('src/Qboxmail');
const emulator = runtime('src/Qboxmail.Emulator');
const pinned = [...readFileSync('Directory.Packages.props', 'utf8').matchAll(/PackageVersion Include="([^"]+)" Version="([^"]+)"/g)];
const others = new Map(pinned.filter(([, name]) => !client.has(name) && !emulator.has(name)).map(([, name, version]) => [name, new Set([version])]));
const npm = Object.keys(json('build/package.json').devDependencies).sort()
  .map((name) => json(`build/node_modules/${name}/package.json`)).map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);

writeFileSync('docs/licenses.md', `# Licences of dependencies

\`node .ci/licenses.mjs\` writes this page from the packages themselves.
Where a row lists two versions, the target frameworks need different ones. NuGet may resolve later versions.

## The package Qboxmail

${table(client)}

## The packages Qboxmail.Emulator and Qboxmail.Emulator.Tool

${table(emulator)}

## Build and tests

These packages are used to build and test this repository. No package of this project depends on them.

${table(others)}

## The OpenAPI document

These npm packages bundle, lint and check the document.

| package | version | licence |
|---|---|---|
${npm.join('\n')}
`);
