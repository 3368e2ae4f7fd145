package dev.gatehouse.core.policy;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The variables of a condition, each with its type, so that a misspelt one is an error of the
 * policy and not of the day it is needed. Sizes are bounded: a condition is a cell, not a program.
 */
enum ConditionVariables {
  STATEMENT {
    @Override
    void declare(Map<String, CelType> variables) {
      variables.put("grant.purpose", SimpleType.STRING);
      variables.put("grant.ticket", SimpleType.STRING);
      variables.put("grant.relations", Types.WORDS);
      variables.put("grant.actions", Types.WORDS);
      variables.put("grant.unmask", Types.WORDS);
      variables.put("grant.approvers", Types.WORDS);
      variables.put("grant.minutes_left", SimpleType.INT);
      variables.put("statement.kind", SimpleType.STRING);
      variables.put("statement.reads", Types.WORDS);
      variables.put("statement.writes", Types.WORDS);
      variables.put("statement.routines", Types.WORDS);
      variables.put("statement.hazards", Types.WORDS);
      variables.put("statement.destructive", SimpleType.BOOL);
    }
  },
  REQUEST {
    @Override
    void declare(Map<String, CelType> variables) {
      variables.put("request.minutes", SimpleType.INT);
      variables.put("request.purpose", SimpleType.STRING);
      variables.put("request.ticket", SimpleType.STRING);
      variables.put("request.relations", Types.WORDS);
      variables.put("request.actions", Types.WORDS);
      variables.put("request.unmask", Types.WORDS);
      variables.put("request.export", SimpleType.STRING);
      variables.put("request.row_cap", SimpleType.INT);
      variables.put("request.break_glass", SimpleType.BOOL);
    }
  };

  private final Set<String> names;
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  ConditionVariables() {
    Map<String, CelType> variables = new LinkedHashMap<>();
    variables.put("principal.issuer", SimpleType.STRING);
    variables.put("principal.subject", SimpleType.STRING);
    variables.put("principal.groups", Types.WORDS);
    variables.put("principal.is_agent", SimpleType.BOOL);
    variables.put("source.name", SimpleType.STRING);
    variables.put("source.environment", SimpleType.STRING);
    variables.put("source.dialect", SimpleType.STRING);
    variables.put("now", SimpleType.TIMESTAMP);
    declare(variables);
    CelOptions options =
        CelOptions.current()
            .maxExpressionCodePointSize(4_000)
            .maxParseRecursionDepth(60)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(2_000)
            .evaluateCanonicalTypesToNativeValues(true)
            .build();
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    variables.forEach(builder::addVar);
    this.names = Set.copyOf(variables.keySet());
    this.compiler = builder.build();
    this.runtime = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(options).build();
  }

  abstract void declare(Map<String, CelType> variables);

  Set<String> names() {
    return names;
  }

  CelRuntime.Program compile(String text) throws CelValidationException, CelEvaluationException {
    return runtime.createProgram(compiler.compile(text).getAst());
  }

  /** An enum's own constants are not there yet while its members are made. */
  private static final class Types {
    static final CelType WORDS = ListType.create(SimpleType.STRING);
  }
}
