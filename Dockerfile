# One image, several commands: the gateway by default; worker, mock and migrate are other commands (deploy/compose.yaml).
# TypeScript runs as it is by Node's own type stripping: nothing is compiled but the staff app.

FROM node:24-slim AS dashboard
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY src ./src
RUN node node_modules/vite/bin/vite.js build --config src/dashboard/vite.config.ts --logLevel warn

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install script is needed: sharp and argon2 bring their binaries as packages.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-slim
# A font with Chinese characters: the mock 1688 writes captions into the product pictures it draws.
RUN apt-get update \
  && apt-get install -y --no-install-recommends fontconfig fonts-wqy-microhei \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY workers ./workers
COPY --from=dashboard /app/dist ./dist
# Photos and evidence, unless S3 keeps them; a volume made from this folder belongs to the user that writes to it.
RUN mkdir -p /data/files && chown -R node:node /data
ENV HOST=0.0.0.0 PORT=3000 MOCK_HOST=0.0.0.0 DATA_DIR=/data FILES_DIR=/data/files
USER node
EXPOSE 3000 9464
# For the gateway; a worker has no port to ask and turns this off where it is started.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not "npm start": signals must reach node itself, which then finishes what runs.
CMD ["node", "src/main.ts"]
