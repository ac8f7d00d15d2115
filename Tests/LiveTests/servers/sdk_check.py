"""Has the providers' own Python packages look at the requests that we send.

Reads lines {"wire", "structure", "path", "headers", "body", "reply"} from standard input and prints
one line for each: {"errors": [...], "text": ..., "body": ...}.

errors: what the request types of `openai`, `anthropic` and `google-genai` do not know or miss.
body: what the package itself sends when it is called with the same arguments.
text: what the package reads in `reply`, a body that our server's side wrote.
"""

import json
import sys
import typing

import anthropic
import openai
import pydantic
import typing_extensions
from anthropic.types import message_create_params as anthropic_params
from google.genai import types as genai_types
from openai.types.chat import completion_create_params as chat_params
from openai.types.responses import response_create_params as responses_params

TYPES = {
    "chat": chat_params.CompletionCreateParamsNonStreaming,
    "compatible": chat_params.CompletionCreateParamsNonStreaming,
    "responses": responses_params.ResponseCreateParamsNonStreaming,
    "messages": anthropic_params.MessageCreateParamsNonStreaming,
}


def known_keys(kind, value, place, errors):
    """Looks for keys that no member of the type has: pydantic lets a TypedDict's strangers pass."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, getattr(__import__("types"), "UnionType", None)):
        trials = []
        for member in typing.get_args(kind):
            found = []
            known_keys(member, value, place, found)
            try:
                pydantic.TypeAdapter(member).validate_python(value)
            except Exception:
                continue
            trials.append(found)
        if trials:
            errors += min(trials, key=len)
        else:
            errors.append(f"{place}: of no kind that belongs here")
        return
    if origin in (typing_extensions.Required, typing.Required, typing.NotRequired, typing.Annotated):
        return known_keys(typing.get_args(kind)[0], value, place, errors)
    if typing_extensions.is_typeddict(kind) and isinstance(value, dict):
        hints = typing_extensions.get_type_hints(kind)
        for key, inner in value.items():
            if key not in hints:
                errors.append(f"{place}.{key}: {kind.__name__} has no such key")
            else:
                known_keys(hints[key], inner, f"{place}.{key}", errors)
        return
    if isinstance(value, list):
        args = typing.get_args(kind)
        if args:
            for index, inner in enumerate(value):
                known_keys(args[0], inner, f"{place}[{index}]", errors)


def check_types(wire, body):
    errors = []
    if wire == "gemini":
        names = {"contents": list[genai_types.Content], "systemInstruction": genai_types.Content,
                 "tools": list[genai_types.Tool], "toolConfig": genai_types.ToolConfig}
        for key, value in body.items():
            try:
                if key == "generationConfig":
                    genai_types.GenerationConfig.model_validate(value)
                else:
                    pydantic.TypeAdapter(names[key]).validate_python(value)
            except Exception as error:
                errors.append(f"{key}: {error}")
        return errors
    try:
        pydantic.TypeAdapter(TYPES[wire]).validate_python(body)
    except Exception as error:
        errors.append(str(error)[:2000])
    known_keys(TYPES[wire], body, "body", errors)
    return errors


def through_package(wire, body, reply):
    """What the package itself sends for the same arguments, and what it reads in the reply."""
    sent = []

    def answer(request):
        sent.append(request)
        return json.dumps(reply).encode()

    if wire in ("chat", "compatible", "responses"):
        transport = openai_transport(openai, answer)
        client = openai.OpenAI(api_key="k", base_url="http://x/v1", http_client=transport)
        if wire == "responses":
            got = client.responses.create(**body)
            text = got.output_text or "".join(
                item.arguments for item in got.output if item.type == "function_call")
        else:
            got = client.chat.completions.create(**body)
            message = got.choices[0].message
            calls = message.tool_calls or []
            text = message.content or "".join(call.function.arguments for call in calls)
    elif wire == "messages":
        transport = openai_transport(anthropic, answer)
        client = anthropic.Anthropic(api_key="k", base_url="http://x", http_client=transport)
        got = client.messages.create(**body)
        text = "".join(
            block.text if block.type == "text" else json.dumps(block.input, separators=(",", ":"))
            for block in got.content)
    else:
        return None, None
    return text, json.loads(sent[0].content)


def openai_transport(package, answer):
    """The package's own HTTP client with no network under it."""
    library = package._base_client.httpx2

    def handle(request):
        reply = answer(request)
        return library.Response(200, content=reply, headers={"content-type": "application/json"})

    return library.Client(transport=library.MockTransport(handle))


for line in sys.stdin:
    task = json.loads(line)
    errors, text, body = check_types(task["wire"], task["body"]), None, None
    try:
        text, body = through_package(task["wire"], task["body"], task["reply"])
        if task["wire"] == "gemini":
            text = genai_types.GenerateContentResponse.model_validate(task["reply"]).text
    except Exception as error:
        errors.append(f"the package itself: {type(error).__name__}: {error}")
    print(json.dumps({"errors": errors, "text": text, "same": body is None or body == task["body"],
                      "body": body}), flush=True)
