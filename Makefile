# `make run` starts the site and `make test` tests it. They need make, git and Python 3, and fetch
# the rest on first use into .uv/ and .venv/ in this folder.

PORT ?= 8000
CHROMIUM ?= $(or $(shell command -v chromium || command -v chromium-browser || command -v google-chrome),chromium)
UV := $(or $(shell command -v uv),.uv/bin/uv)
RUN := $(UV) run --quiet --no-sync --env-file .env
MANAGE := $(RUN) manage.py
STATIC := $(shell find static -type f)
TEMPLATES := $(shell find templates -name '*.html')

export PORT CHROMIUM
# Threads of a process take turns in Python anyway: one pool of memory for all saves megabytes.
export MALLOC_ARENA_MAX = 1
export DJANGO_DEBUG = 0
export DJANGO_SECURE = 0
export DJANGO_ALLOWED_HOSTS = localhost,127.0.0.1,[::1]

.PHONY: help run content editor admin test lint audit sbom format bench faults fuzz rehearse mutants data layout messages docs free-port secret pictures chromium nginx wrk
.DEFAULT_GOAL := help

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 15

run: free-port content pictures staticfiles/staticfiles.json ## start the site at http://127.0.0.1:8000/, or at another port: PORT=8001
	@$(RUN) gunicorn imgpath.wsgi

content: .venv/.run secret ## bring the database up to date with the shipped content
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) make_roles --verbosity 0
	@$(MANAGE) load_content --verbosity 0

editor: content ## make a sign-in to try the admin with: NAME=ana ROLE=author
	@$(MANAGE) add_editor $(NAME) $(if $(ROLE),--role $(ROLE)) --port $(PORT)

admin: content ## make a sign-in that may do everything in the admin
	@$(MANAGE) createsuperuser

test: .venv/.dev chromium nginx ## run every test, in a browser too; on PostgreSQL if DATABASE_URL says so
	@$(UV) run --quiet --no-sync pytest --numprocesses 2 --dist loadgroup $(TESTS)

lint: export DJANGO_SECURE = 1
lint: export DATABASE_URL = sqlite://:memory:
lint: .venv/.dev secret ## check style, types, migrations, deploy settings and content
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) djade --check --target-version 6.1 $(TEMPLATES)
	@$(RUN) mypy
	@[ ! -x .venv/bin/shellcheck ] || $(RUN) shellcheck deploy/*.sh .ci/run tests/browser/*.sh tests/deploy/bin/pretend
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) check_content

audit: UNANSWERED = 1 # 0 where it is enough to say that nobody could be asked
audit: .venv/.dev ## ask whether a package of uv.lock has a known hole
	@$(UV) audit --locked --preview-features audit-command || { [ $$? = 2 ] || exit 1; \
	  echo "NOT AUDITED: nobody could be asked for known holes in the packages of uv.lock."; exit $(UNANSWERED); }

sbom: .venv/.dev ## list in docs/sbom.cdx.json all that the site is made of, after a change of uv.lock
	@$(UV) export --quiet --locked --no-dev --group litestream --format cyclonedx1.5 \
	  --preview-features sbom-export | $(RUN) deploy/sbom.py > docs/sbom.cdx.json.new
	@mv docs/sbom.cdx.json.new docs/sbom.cdx.json

format: .venv/.dev ## format Python and templates
	@$(UV) run --no-sync ruff check --fix .
	@$(UV) run --no-sync ruff format .
	@$(UV) run --no-sync djade --target-version 6.1 $(TEMPLATES)

bench: .venv/.dev chromium nginx wrk pictures staticfiles/staticfiles.json ## measure the site beside its peers, and write docs/benchmarks.md: BENCH=load
	@$(UV) run --quiet --group bench --env-file .env python -m tests.benchmarks $(BENCH)

fuzz: .venv/.dev content ## send 5,000 requests that nobody would send, then some to the API, and list what breaks
	@$(RUN) python -m tests.fuzzing
	@API_EXAMPLES=100 $(RUN) pytest --quiet tests/api/test_schemathesis.py

faults: .venv/.dev secret nginx ## break the database and the site under readers, and write docs/faults.md: FAULT=hung
	@$(RUN) python -m tests.faults $(FAULT)

rehearse: .venv/.dev secret ## run the tests of the release before on the database of this one: RELEASE=v1
	@UV="$(abspath $(UV))" $(RUN) python -m tests.rehearsal "$(RELEASE)" $(TESTS)

mutants: .venv/.dev ## break the content merge in every way, and list what no test notices
	@$(UV) run --quiet --group mutants mutmut run
	@$(UV) run --quiet --group mutants mutmut results

data: content ## describe every field of the content and of the API in docs/data.md, after a change of one
	@$(MANAGE) describe_data > docs/data.md.new
	@mv docs/data.md.new docs/data.md

messages: .venv/.dev secret ## gather into locale/ what is to be translated, and compile what is: LANGUAGE=es
	@command -v msgfmt >/dev/null || { echo "make messages needs GNU gettext; on Debian: apt-get install gettext"; exit 1; }
	@$(MANAGE) makemessages --verbosity 0 $(if $(LANGUAGE),--locale $(LANGUAGE),--all) --ignore tests --add-location file
	@$(MANAGE) compilemessages --verbosity 0 --ignore .venv --ignore .uv

layout: .venv/.dev ## draw how the packages stand on each other in docs/architecture.md, after a change of that
	@$(UV) run --quiet --no-sync python -m tests.docs.layout

docs: .venv/.dev chromium secret ## take the pictures of README.md and docs/editing.md again, from a site of its own
	@DATABASE_URL=sqlite: $(RUN) python -m tests.docs.pictures

# --- What the commands above stand on -------------------------------------------------------------

.uv/bin/uv:
	@command -v python3 >/dev/null || { echo "Python 3 was not found: install it, then run make again."; exit 1; }
	@echo "Fetching uv, which fetches the rest ..."
	@# From /, where pyenv does not insist on the Python version that only uv will look for.
	@cd / && { { python3 -m venv "$(CURDIR)/.uv" && "$(CURDIR)/.uv/bin/pip" install -qq --disable-pip-version-check uv; } \
	  || python3 -m pip install -qq --disable-pip-version-check --target "$(CURDIR)/.uv" uv; } >/dev/null \
	  || { echo "uv could not be fetched. That takes Python's venv module (on Debian: apt-get install python3-venv)"; \
	       echo "and a way to the Python package index. Or install uv itself, then run make again."; exit 1; }

# `make run` leaves the tools of `make test` alone if they are there, so neither undoes the other.
.venv/.run: GROUPS = --no-dev --inexact
.venv/.run .venv/.dev: uv.lock .python-version | $(UV)
	@$(UV) python find >/dev/null 2>&1 || $(UV) python install --no-bin \
	  || { echo "Python 3.13 was not found and could not be downloaded: install it, e.g. pyenv install 3.13, and run make again."; exit 1; }
	@$(UV) sync --locked --compile-bytecode $(GROUPS)
	@touch $@

secret:
	@grep -qs '^DJANGO_SECRET_KEY=' .env || { umask 077; \
	  echo "DJANGO_SECRET_KEY=$$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >> .env; }

pictures: content
	@$(MANAGE) draw_pictures --verbosity 0

staticfiles/staticfiles.json: $(STATIC) uv.lock | .venv/.run secret
	@$(MANAGE) collectstatic --no-input --verbosity 0

free-port: .venv/.run
	@$(UV) run --no-sync python -c "import socket; socket.create_server(('127.0.0.1', $(PORT)))" 2>/dev/null \
	  || { echo "Port $(PORT) is taken or may not be used. Choose another, for example: make run PORT=8001"; exit 1; }

chromium:
	@command -v "$(CHROMIUM)" >/dev/null || { \
	  echo "Chromium was not found: installing it ..."; \
	  root=$$([ "$$(id -u)" = 0 ] || echo sudo -n); \
	  command -v apt-get >/dev/null && $$root apt-get update --quiet=2 \
	    && $$root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes chromium >/dev/null; \
	} || { echo "The browser tests need Chromium. Install it (on Debian: apt-get install chromium) or name"; \
	       echo "the one you have, for example: make test CHROMIUM=/opt/chromium/chrome"; exit 1; }

wrk:
	@command -v wrk >/dev/null || { \
	  echo "wrk was not found: installing it ..."; \
	  root=$$([ "$$(id -u)" = 0 ] || echo sudo -n); \
	  command -v apt-get >/dev/null && $$root apt-get update --quiet=2 \
	    && $$root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes wrk >/dev/null; \
	} || { echo "The benchmarks need wrk. Install it (on Debian: apt-get install wrk), then run make bench again."; exit 1; }

# Unpacked and not installed: an installed nginx would start, and take port 80.
nginx:
	@PATH="$$PATH:/usr/sbin:.nginx/usr/sbin"; command -v nginx >/dev/null && command -v curl >/dev/null || { \
	  echo "nginx or curl was not found: fetching them ..."; \
	  root=$$([ "$$(id -u)" = 0 ] || echo sudo -n); \
	  command -v apt-get >/dev/null && $$root apt-get update --quiet=2 && mkdir -p .nginx \
	    && { command -v curl >/dev/null || $$root apt-get install --quiet=2 --yes curl >/dev/null; } \
	    && cd .nginx && apt-get download --quiet=2 nginx && dpkg -x nginx_*.deb .; \
	} || { echo "The tests of deploy/ need nginx and curl. Install them (on Debian: apt-get install nginx-light curl),"; \
	       echo "then run make test again."; exit 1; }
