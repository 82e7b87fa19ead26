# The server with the hosted page. `docs/operating.md` says how to run it.
FROM node:24-bookworm-slim AS page
WORKDIR /psephos
COPY . .
RUN npm ci --workspace @psephos/page --no-audit --no-fund \
  && npx --no-install vite build server/page

FROM node:24-bookworm-slim
ENV NODE_ENV=production STATE_DIRECTORY=/var/lib/psephos
WORKDIR /psephos
COPY package.json package-lock.json ./
COPY lib/package.json lib/
COPY server/package.json server/
COPY server/page/package.json server/page/
RUN npm ci --workspace @psephos/server --omit=dev --no-audit --no-fund \
  && npm cache clean --force \
  && install -d -o node -g node "$STATE_DIRECTORY"
COPY lib/src lib/src
COPY server/prisma server/prisma
COPY server/src server/src
COPY --from=page /psephos/server/page/dist server/page/dist
USER node
VOLUME /var/lib/psephos
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself gets the signals, and stops cleanly on SIGTERM.
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "server/src/main.ts"]
