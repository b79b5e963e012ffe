"""Records that check their fields when they are made."""

from typing import Any, ClassVar, get_type_hints


class ValidationError(ValueError):
    """A record could not be made; says every field that is missing or of the wrong type."""

    def __init__(self, model: str, problems: list[str]) -> None:
        noun = "validation error" if len(problems) == 1 else "validation errors"
        super().__init__("\n".join([f"{len(problems)} {noun} for {model}", *problems]))
        self.problems = problems


class Model:
    """A base class: annotations are the fields, class attributes their defaults."""

    _fields: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        cls._fields = {
            name: hint for name, hint in get_type_hints(cls).items() if not name.startswith("_")
        }

    def __init__(self, **values: Any) -> None:
        problems = []
        for name, hint in self._fields.items():
            if name in values:
                if hint is not Any and not isinstance(values[name], hint):
                    got = type(values[name]).__name__
                    problems.append(f"{name}\n  Input should be a valid {hint.__name__}, got {got}")
                setattr(self, name, values[name])
            elif not hasattr(type(self), name):
                given = f"input_value={values!r}, input_type=dict"
                problems.append(f"{name}\n  Field required [type=missing, {given}]")
        if problems:
            raise ValidationError(type(self).__name__, problems)

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self._fields}
